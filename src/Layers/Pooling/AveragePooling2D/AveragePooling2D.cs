namespace GenNet;

/// <summary>A 2D average pooling of a model; see <see cref="AveragePooling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AveragePooling2D(Model model, int index) : Layer(model, index);
