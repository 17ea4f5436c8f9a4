namespace GenNet;

/// <summary>A difference of a model; see <see cref="SubtractAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Subtract(Model model, int index) : Layer(model, index);
