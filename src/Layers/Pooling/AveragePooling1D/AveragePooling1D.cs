namespace GenNet;

/// <summary>A 1D average pooling of a model; see <see cref="AveragePooling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AveragePooling1D(Model model, int index) : Layer(model, index);
