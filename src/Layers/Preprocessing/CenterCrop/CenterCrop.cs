namespace GenNet;

/// <summary>A cropping of the middle of a model; see <see cref="CenterCropAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class CenterCrop(Model model, int index) : Layer(model, index);
