namespace GenNet;

/// <summary>An exponential linear unit of a model; see <see cref="ELUAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ELU(Model model, int index) : Layer(model, index);
