namespace GenNet;

/// <summary>A layer that does nothing of a model; see <see cref="IdentityAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Identity(Model model, int index) : Layer(model, index);
