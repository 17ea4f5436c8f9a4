namespace GenNet;

/// <summary>A layer that repeats the positions of each volume, of a model; see <see cref="UpSampling3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class UpSampling3D(Model model, int index) : Layer(model, index);
