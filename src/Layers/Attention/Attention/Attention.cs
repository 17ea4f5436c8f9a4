namespace GenNet;

/// <summary>An attention of a model; see <see cref="AttentionAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Attention(Model model, int index) : AttentionLayer(model, index)
{
    /// <summary>A single number; null without <c>UseScale = true</c>.</summary>
    public Variable? Scale => Find("scale");

    /// <summary>A single number; null without <c>ScoreMode.Concat</c>.</summary>
    public Variable? ConcatScoreWeight => Find("concat_score_weight");
}
