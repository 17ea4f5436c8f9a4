namespace GenNet;

/// <summary>A ConvLSTM1D of a model; see <see cref="ConvLSTM1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ConvLSTM1D(Model model, int index) : ConvLSTM(model, index);
