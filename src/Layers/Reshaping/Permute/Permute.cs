namespace GenNet;

/// <summary>A permutation of axes of a model; see <see cref="PermuteAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Permute(Model model, int index) : Layer(model, index);
