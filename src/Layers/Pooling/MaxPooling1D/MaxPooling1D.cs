namespace GenNet;

/// <summary>A 1D max pooling of a model; see <see cref="MaxPooling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class MaxPooling1D(Model model, int index) : Layer(model, index);
