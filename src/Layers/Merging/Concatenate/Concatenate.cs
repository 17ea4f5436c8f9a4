namespace GenNet;

/// <summary>A concatenation of a model; see <see cref="ConcatenateAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Concatenate(Model model, int index) : Layer(model, index);
