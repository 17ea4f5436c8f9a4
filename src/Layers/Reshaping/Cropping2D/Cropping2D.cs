namespace GenNet;

/// <summary>A layer that leaves out the border of each image, of a model; see <see cref="Cropping2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Cropping2D(Model model, int index) : Layer(model, index);
