namespace GenNet;

/// <summary>A layer that repeats the positions of each image, of a model; see <see cref="UpSampling2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class UpSampling2D(Model model, int index) : Layer(model, index);
