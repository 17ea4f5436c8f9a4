namespace GenNet;

/// <summary>An activation layer of a model; see <see cref="ActivationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ActivationLayer(Model model, int index) : Layer(model, index);
