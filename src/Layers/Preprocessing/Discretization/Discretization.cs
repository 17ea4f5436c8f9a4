namespace GenNet;

/// <summary>A division into bins of a model; see <see cref="DiscretizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Discretization(Model model, int index) : Layer(model, index);
