namespace GenNet;

/// <summary>A 1D spatial dropout of a model; see <see cref="SpatialDropout1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SpatialDropout1D(Model model, int index) : Layer(model, index);
