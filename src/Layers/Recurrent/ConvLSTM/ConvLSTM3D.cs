namespace GenNet;

/// <summary>A ConvLSTM3D of a model; see <see cref="ConvLSTM3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ConvLSTM3D(Model model, int index) : ConvLSTM(model, index);
