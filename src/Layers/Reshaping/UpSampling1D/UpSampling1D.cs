namespace GenNet;

/// <summary>A layer that repeats the positions of each sequence, of a model; see <see cref="UpSampling1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class UpSampling1D(Model model, int index) : Layer(model, index);
