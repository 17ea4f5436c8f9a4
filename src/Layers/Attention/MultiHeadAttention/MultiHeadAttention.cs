namespace GenNet;

/// <summary>An attention with several heads of a model; see <see cref="MultiHeadAttentionAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class MultiHeadAttention(Model model, int index) : HeadAttentionLayer(model, index);
