namespace GenNet;

/// <summary>Scalar products of a model; see <see cref="DotAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Dot(Model model, int index) : Layer(model, index);
