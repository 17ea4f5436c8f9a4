namespace GenNet;

/// <summary>A maximum of a model; see <see cref="MaximumAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Maximum(Model model, int index) : Layer(model, index);
