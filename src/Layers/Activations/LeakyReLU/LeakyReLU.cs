namespace GenNet;

/// <summary>A leaky rectified linear unit of a model; see <see cref="LeakyReLUAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class LeakyReLU(Model model, int index) : Layer(model, index);
