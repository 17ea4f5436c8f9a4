namespace GenNet;

/// <summary>A layer normalization of a model; see <see cref="LayerNormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class LayerNormalization(Model model, int index) : Layer(model, index)
{
    /// <summary>The factor, of the sizes of the normalized axes; null with <c>Scale = false</c>.</summary>
    public Variable? Gamma => Find("gamma");

    /// <summary>The summand, of the sizes of the normalized axes; null with <c>Center = false</c>.</summary>
    public Variable? Beta => Find("beta");
}
