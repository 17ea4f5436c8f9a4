namespace GenNet;

/// <summary>A minimum of a model; see <see cref="MinimumAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Minimum(Model model, int index) : Layer(model, index);
