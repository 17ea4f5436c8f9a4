namespace GenNet;

/// <summary>A 1D global max pooling of a model; see <see cref="GlobalMaxPooling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GlobalMaxPooling1D(Model model, int index) : Layer(model, index);
