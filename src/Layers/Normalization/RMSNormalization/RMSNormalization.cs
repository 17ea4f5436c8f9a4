namespace GenNet;

/// <summary>A root mean square normalization of a model; see <see cref="RMSNormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class RMSNormalization(Model model, int index) : Layer(model, index)
{
    /// <summary>The factor, of the sizes of the normalized axes.</summary>
    public Variable Scale => Find("scale")!;
}
