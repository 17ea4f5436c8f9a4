namespace GenNet;

/// <summary>A product of a model; see <see cref="MultiplyAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Multiply(Model model, int index) : Layer(model, index);
