namespace GenNet;

/// <summary>Zeros around each image of a model; see <see cref="ZeroPadding2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ZeroPadding2D(Model model, int index) : Layer(model, index);
