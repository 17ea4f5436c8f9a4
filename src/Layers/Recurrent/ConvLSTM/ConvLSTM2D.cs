namespace GenNet;

/// <summary>A ConvLSTM2D of a model; see <see cref="ConvLSTM2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ConvLSTM2D(Model model, int index) : ConvLSTM(model, index);
