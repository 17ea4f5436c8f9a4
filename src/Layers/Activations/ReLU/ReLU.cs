namespace GenNet;

/// <summary>A rectified linear unit of a model; see <see cref="ReLUAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ReLU(Model model, int index) : Layer(model, index);
