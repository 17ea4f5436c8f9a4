namespace GenNet;

/// <summary>A 3D adaptive max pooling of a model; see <see cref="AdaptiveMaxPooling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdaptiveMaxPooling3D(Model model, int index) : Layer(model, index);
