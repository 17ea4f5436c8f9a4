namespace GenNet;

/// <summary>A 2D spatial dropout of a model; see <see cref="SpatialDropout2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SpatialDropout2D(Model model, int index) : Layer(model, index);
