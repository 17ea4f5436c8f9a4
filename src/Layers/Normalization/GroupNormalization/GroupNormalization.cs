namespace GenNet;

/// <summary>A group normalization of a model; see <see cref="GroupNormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GroupNormalization(Model model, int index) : Layer(model, index)
{
    /// <summary>The factor of each channel; null with <c>Scale = false</c>.</summary>
    public Variable? Gamma => Find("gamma");

    /// <summary>What is added to each channel; null with <c>Center = false</c>.</summary>
    public Variable? Beta => Find("beta");
}
