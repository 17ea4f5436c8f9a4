namespace GenNet;

/// <summary>A 2D global average pooling of a model; see <see cref="GlobalAveragePooling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GlobalAveragePooling2D(Model model, int index) : Layer(model, index);
