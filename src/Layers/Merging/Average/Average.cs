namespace GenNet;

/// <summary>A mean of a model; see <see cref="AverageAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Average(Model model, int index) : Layer(model, index);
