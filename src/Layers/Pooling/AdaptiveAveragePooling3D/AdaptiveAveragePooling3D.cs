namespace GenNet;

/// <summary>A 3D adaptive average pooling of a model; see <see cref="AdaptiveAveragePooling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdaptiveAveragePooling3D(Model model, int index) : Layer(model, index);
