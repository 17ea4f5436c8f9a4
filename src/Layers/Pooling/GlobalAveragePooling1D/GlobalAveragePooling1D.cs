namespace GenNet;

/// <summary>A 1D global average pooling of a model; see <see cref="GlobalAveragePooling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GlobalAveragePooling1D(Model model, int index) : Layer(model, index);
