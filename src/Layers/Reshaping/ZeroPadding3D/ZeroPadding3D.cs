namespace GenNet;

/// <summary>Zeros around each volume of a model; see <see cref="ZeroPadding3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ZeroPadding3D(Model model, int index) : Layer(model, index);
