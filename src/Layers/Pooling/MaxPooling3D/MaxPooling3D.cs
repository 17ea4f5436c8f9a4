namespace GenNet;

/// <summary>A 3D max pooling of a model; see <see cref="MaxPooling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class MaxPooling3D(Model model, int index) : Layer(model, index);
