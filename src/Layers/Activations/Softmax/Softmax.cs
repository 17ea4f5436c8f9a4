namespace GenNet;

/// <summary>A softmax layer of a model; see <see cref="SoftmaxAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Softmax(Model model, int index) : Layer(model, index);
