namespace GenNet;

/// <summary>A resizing layer of a model; see <see cref="ResizingAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Resizing(Model model, int index) : Layer(model, index);
