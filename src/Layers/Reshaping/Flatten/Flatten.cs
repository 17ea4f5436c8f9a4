namespace GenNet;

/// <summary>A flattening layer of a model; see <see cref="FlattenAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Flatten(Model model, int index) : Layer(model, index);
