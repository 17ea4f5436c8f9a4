namespace GenNet;

/// <summary>A 2D global max pooling of a model; see <see cref="GlobalMaxPooling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GlobalMaxPooling2D(Model model, int index) : Layer(model, index);
