namespace GenNet;

/// <summary>Zeros around each sequence of a model; see <see cref="ZeroPadding1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ZeroPadding1D(Model model, int index) : Layer(model, index);
