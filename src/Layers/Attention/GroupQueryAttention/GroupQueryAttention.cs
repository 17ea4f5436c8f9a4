namespace GenNet;

/// <summary>An attention of a model whose heads share keys and values; see <see cref="GroupQueryAttentionAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class GroupQueryAttention(Model model, int index) : HeadAttentionLayer(model, index);
