namespace GenNet;

/// <summary>A 1D adaptive average pooling of a model; see <see cref="AdaptiveAveragePooling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdaptiveAveragePooling1D(Model model, int index) : Layer(model, index);
