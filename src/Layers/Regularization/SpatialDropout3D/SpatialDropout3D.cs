namespace GenNet;

/// <summary>A 3D spatial dropout of a model; see <see cref="SpatialDropout3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SpatialDropout3D(Model model, int index) : Layer(model, index);
