namespace GenNet;

/// <summary>A masking layer of a model; see <see cref="MaskingAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Masking(Model model, int index) : Layer(model, index);
