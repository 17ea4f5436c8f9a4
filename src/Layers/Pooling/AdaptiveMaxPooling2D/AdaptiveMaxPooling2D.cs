namespace GenNet;

/// <summary>A 2D adaptive max pooling of a model; see <see cref="AdaptiveMaxPooling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdaptiveMaxPooling2D(Model model, int index) : Layer(model, index);
