namespace GenNet;

/// <summary>A repetition of a model; see <see cref="RepeatVectorAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class RepeatVector(Model model, int index) : Layer(model, index);
