using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Attention with several heads (Vaswani et al., 2017): query, key and value are projected to <c>numHeads</c> heads, softmax(Q·Kᵀ / √keyDim)·V of each is projected to the output. Inputs
    /// <c>query</c> (batch, T, n) and <c>value</c> (batch, S, m), and a <c>key</c> (batch, S, k) where it isn't the value; output (batch, T, n). Masks flow with the inputs; a call may give
    /// <c>attentionMask</c> (batch, T, S) and <c>useCausalMask: true</c>, and <c>ForwardWithScores</c> returns the weights (batch, heads, T, S) too. Keras: <c>keras.layers.MultiHeadAttention</c>.
    /// </summary>
    /// <param name="numHeads">Number of heads, at least 1.</param>
    /// <param name="keyDim">Size of a head's queries and keys, at least 1.</param>
    public sealed class MultiHeadAttentionAttribute(int numHeads, int keyDim) : HeadAttentionAttribute
    {
        /// <summary>Number of heads.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int NumHeads { get; } = numHeads;

        /// <summary>Size of a head's queries and keys.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int KeyDim { get; } = keyDim;

        /// <summary>Size of a head's values; that of its keys by default.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1, SameAs = nameof(KeyDim))]
        public int ValueDim { get; set; }

        /// <summary>The output's last axis, or axes; the query's by default.</summary>
        [Argument(ArgumentRole.Structure, Optional = true)]
        public int[]? OutputShape { get; set; }

        /// <summary>Neighbouring axes that are attended along, the batch being 0; all between batch and features by default.</summary>
        [Argument(Optional = true)]
        public int[]? AttentionAxes { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="MultiHeadAttentionAttribute"/>.</summary>
    public sealed partial record MultiHeadAttentionSpec : HeadAttentionSpec
    {
        /// <inheritdoc/>
        protected override HeadAttention Attention => new(NumHeads, NumHeads, KeyDim, ValueDim)
        {
            Axes = AttentionAxes, OutputShape = OutputShape is { Count: > 0 } ? OutputShape : null, Dropout = Dropout, UseBias = UseBias, UseGate = UseGate, SlidingWindow = SlidingWindow,
            FlashAttention = FlashAttention, Seed = Seed, Kernel = Kernel, Bias = Bias,
        };

        /// <inheritdoc/>
        public override LayerSpec Canonical(EquatableArray<TensorType> inputs)
        {
            var axes = AttendedPlaces.Axes(AttentionAxes, inputs[0].Shape);
            return this with { AttentionAxes = axes.Count == inputs[0].Shape.Rank - 1 ? null : axes.Select(static axis => axis + 1).ToEquatableArray() };
        }

        partial void Check()
        {
            if (OutputShape is { } shape && shape.Any(static size => size < 1))
                throw SpecException.Of("output_shape", $"is {ArgumentValue.Of(shape)} and must have sizes of at least 1");
        }
    }
}
