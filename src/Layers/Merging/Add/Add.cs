namespace GenNet;

/// <summary>A sum of a model; see <see cref="AddAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Add(Model model, int index) : Layer(model, index);
