namespace GenNet;

/// <summary>An alpha dropout of a model; see <see cref="AlphaDropoutAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AlphaDropout(Model model, int index) : Layer(model, index);
