namespace GenNet;

/// <summary>A 3D average pooling of a model; see <see cref="AveragePooling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AveragePooling3D(Model model, int index) : Layer(model, index);
