namespace GenNet;

/// <summary>A rescaling layer of a model; see <see cref="RescalingAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Rescaling(Model model, int index) : Layer(model, index);
