namespace GenNet;

/// <summary>An additive attention of a model; see <see cref="AdditiveAttentionAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class AdditiveAttention(Model model, int index) : AttentionLayer(model, index)
{
    /// <summary>Shape (features); null with <c>UseScale = false</c>.</summary>
    public Variable? Scale => Find("scale");
}
