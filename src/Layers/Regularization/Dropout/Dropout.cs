namespace GenNet;

/// <summary>A dropout layer of a model; see <see cref="DropoutAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Dropout(Model model, int index) : Layer(model, index);
