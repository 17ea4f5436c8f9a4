namespace GenNet;

/// <summary>A 1D adaptive max pooling of a model; see <see cref="AdaptiveMaxPooling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdaptiveMaxPooling1D(Model model, int index) : Layer(model, index);
