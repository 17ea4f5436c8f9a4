namespace GenNet;

/// <summary>A reshaping layer of a model; see <see cref="ReshapeAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Reshape(Model model, int index) : Layer(model, index);
