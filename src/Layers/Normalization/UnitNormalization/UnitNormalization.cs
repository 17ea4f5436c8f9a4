namespace GenNet;

/// <summary>A unit normalization of a model; see <see cref="UnitNormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class UnitNormalization(Model model, int index) : Layer(model, index);
