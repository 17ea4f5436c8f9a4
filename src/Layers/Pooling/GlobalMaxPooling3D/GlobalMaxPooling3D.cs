namespace GenNet;

/// <summary>A 3D global max pooling of a model; see <see cref="GlobalMaxPooling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GlobalMaxPooling3D(Model model, int index) : Layer(model, index);
