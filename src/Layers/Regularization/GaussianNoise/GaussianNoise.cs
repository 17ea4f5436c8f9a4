namespace GenNet;

/// <summary>A Gaussian noise of a model; see <see cref="GaussianNoiseAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GaussianNoise(Model model, int index) : Layer(model, index);
