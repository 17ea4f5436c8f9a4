namespace GenNet;

/// <summary>What the objects of attention layers with several heads have in common: their weights, and how they are called.</summary>
public abstract class HeadAttentionLayer : Layer
{
    private protected HeadAttentionLayer(Model model, int index)
        : base(model, index)
    {
    }

    /// <summary>Shape (features of the query, heads, size of a head).</summary>
    public Variable QueryKernel => Find("query/kernel")!;

    /// <summary>Shape (heads, size of a head); null with <c>UseBias = false</c>, as all biases.</summary>
    public Variable? QueryBias => Find("query/bias");

    /// <summary>Shape (features of the key, heads, size of a head).</summary>
    public Variable KeyKernel => Find("key/kernel")!;

    /// <summary>Shape (heads, size of a head).</summary>
    public Variable? KeyBias => Find("key/bias");

    /// <summary>Shape (features of the query, heads, size of a head's values); null without <c>UseGate = true</c>.</summary>
    public Variable? GateKernel => Find("gate/kernel");

    /// <summary>Shape (heads, size of a head's values).</summary>
    public Variable? GateBias => Find("gate/bias");

    /// <summary>Shape (features of the value, heads, size of a head's values).</summary>
    public Variable ValueKernel => Find("value/kernel")!;

    /// <summary>Shape (heads, size of a head's values).</summary>
    public Variable? ValueBias => Find("value/bias");

    /// <summary>Shape (heads, size of a head's values, features of the output).</summary>
    public Variable AttentionOutputKernel => Find("attention_output/kernel")!;

    /// <summary>Shape (features of the output).</summary>
    public Variable? AttentionOutputBias => Find("attention_output/bias");

    /// <summary>Runs this layer alone at inference; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="query">What asks, (batch, T, n).</param>
    /// <param name="value">What is attended to, (batch, S, m).</param>
    /// <param name="key">What is asked; the value by default.</param>
    /// <param name="queryMask">(batch, T), 0 where a query doesn't count; by default the mask that came with it.</param>
    /// <param name="valueMask">(batch, S), 0 where a value doesn't count; by default the mask that came with it.</param>
    /// <param name="keyMask">(batch, S), 0 where a key doesn't count; by default the mask that came with it.</param>
    /// <param name="attentionMask">(batch, T, S), 0 where a query doesn't attend to a key.</param>
    /// <param name="useCausalMask">Whether a position attends to those up to its own number alone.</param>
    /// <param name="training">False, the default: whether weights are dropped.</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    /// <exception cref="InvalidOperationException">The layer's first call was given something else besides its inputs.</exception>
    public Tensor Forward(
        Tensor query, Tensor value, Tensor? key = null, Tensor? queryMask = null, Tensor? valueMask = null, Tensor? keyMask = null, Tensor? attentionMask = null, bool useCausalMask = false,
        bool training = false) =>
        Run(1, training, Inputs(query, value, key, queryMask, valueMask, keyMask, attentionMask), ("use_causal_mask", useCausalMask), ("return_attention_scores", false))[0];

    /// <summary>The same, and the weights of attention.</summary>
    /// <inheritdoc cref="Forward(Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor?, bool, bool)"/>
    /// <returns>The output, and the weights (batch, heads, T, S).</returns>
    public (Tensor Output, Tensor AttentionScores) ForwardWithScores(
        Tensor query, Tensor value, Tensor? key = null, Tensor? queryMask = null, Tensor? valueMask = null, Tensor? keyMask = null, Tensor? attentionMask = null, bool useCausalMask = false,
        bool training = false) =>
        Run(2, training, Inputs(query, value, key, queryMask, valueMask, keyMask, attentionMask), ("use_causal_mask", useCausalMask), ("return_attention_scores", true))
            is [var output, var scores] ? (output, scores) : default;

    private static (string Name, Tensor? Tensor)[] Inputs(
        Tensor query, Tensor value, Tensor? key, Tensor? queryMask, Tensor? valueMask, Tensor? keyMask, Tensor? attentionMask) =>
        [("query", query), ("value", value), ("key", key), ("queryMask", queryMask), ("valueMask", valueMask), ("keyMask", keyMask), ("attentionMask", attentionMask)];
}
