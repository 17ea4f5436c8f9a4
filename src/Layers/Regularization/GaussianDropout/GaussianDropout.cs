namespace GenNet;

/// <summary>A Gaussian dropout of a model; see <see cref="GaussianDropoutAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GaussianDropout(Model model, int index) : Layer(model, index);
