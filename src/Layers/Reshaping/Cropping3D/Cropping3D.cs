namespace GenNet;

/// <summary>A layer that leaves out the border of each volume, of a model; see <see cref="Cropping3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Cropping3D(Model model, int index) : Layer(model, index);
