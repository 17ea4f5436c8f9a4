namespace GenNet;

/// <summary>A 3D global average pooling of a model; see <see cref="GlobalAveragePooling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GlobalAveragePooling3D(Model model, int index) : Layer(model, index);
