namespace GenNet;

/// <summary>A 2D adaptive average pooling of a model; see <see cref="AdaptiveAveragePooling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdaptiveAveragePooling2D(Model model, int index) : Layer(model, index);
