namespace GenNet;

/// <summary>What the objects of all attention layers have in common: how they are called.</summary>
public abstract class AttentionLayer : Layer
{
    private protected AttentionLayer(Model model, int index)
        : base(model, index)
    {
    }

    /// <summary>Runs this layer alone at inference; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="query">What asks, (batch, T, n).</param>
    /// <param name="value">What is attended to, (batch, S, m).</param>
    /// <param name="key">What is asked; the value by default.</param>
    /// <param name="queryMask">(batch, T), 0 where a query doesn't count; by default the mask that came with it.</param>
    /// <param name="valueMask">(batch, S), 0 where a value doesn't count; by default the mask that came with it.</param>
    /// <param name="useCausalMask">Whether a position attends to those up to its own number alone.</param>
    /// <param name="training">False, the default: whether weights are dropped.</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    /// <exception cref="InvalidOperationException">The layer's first call was given something else besides its inputs.</exception>
    public Tensor Forward(Tensor query, Tensor value, Tensor? key = null, Tensor? queryMask = null, Tensor? valueMask = null, bool useCausalMask = false, bool training = false) =>
        Run(1, training, [("query", query), ("value", value), ("key", key), ("queryMask", queryMask), ("valueMask", valueMask)], ("use_causal_mask", useCausalMask), ("return_attention_scores", false))[0];

    /// <summary>The same, and the weights of attention.</summary>
    /// <inheritdoc cref="Forward(Tensor, Tensor, Tensor?, Tensor?, Tensor?, bool, bool)"/>
    /// <returns>The output, and the weights (batch, T, S), of several heads (batch, heads, T, S).</returns>
    public (Tensor Output, Tensor AttentionScores) ForwardWithScores(
        Tensor query, Tensor value, Tensor? key = null, Tensor? queryMask = null, Tensor? valueMask = null, bool useCausalMask = false, bool training = false) =>
        Run(2, training, [("query", query), ("value", value), ("key", key), ("queryMask", queryMask), ("valueMask", valueMask)], ("use_causal_mask", useCausalMask), ("return_attention_scores", true))
            is [var output, var scores] ? (output, scores) : default;
}
