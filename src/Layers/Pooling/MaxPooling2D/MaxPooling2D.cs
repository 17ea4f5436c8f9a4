namespace GenNet;

/// <summary>A 2D max pooling of a model; see <see cref="MaxPooling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class MaxPooling2D(Model model, int index) : Layer(model, index);
