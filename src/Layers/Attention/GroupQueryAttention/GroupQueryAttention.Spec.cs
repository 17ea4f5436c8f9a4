using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Attention whose heads share keys and values in groups (Ainslie et al., 2023): <c>numQueryHeads</c> heads ask, and each of <c>numKeyValueHeads</c> answers as many of them. Inputs <c>query</c>
    /// (batch, T, n), <c>value</c> (batch, S, m) and a <c>key</c> where it isn't the value; output (batch, T, n); masks and call arguments as of <see cref="MultiHeadAttentionAttribute"/>. Keras:
    /// <c>keras.layers.GroupQueryAttention</c>.
    /// </summary>
    /// <param name="headDim">Size of a head, at least 1.</param>
    /// <param name="numQueryHeads">Heads that ask, a multiple of <paramref name="numKeyValueHeads"/>.</param>
    /// <param name="numKeyValueHeads">Heads of keys and values, at least 1.</param>
    public sealed class GroupQueryAttentionAttribute(int headDim, int numQueryHeads, int numKeyValueHeads) : HeadAttentionAttribute
    {
        /// <summary>Size of a head.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int HeadDim { get; } = headDim;

        /// <summary>Heads that ask.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int NumQueryHeads { get; } = numQueryHeads;

        /// <summary>Heads of keys and values.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int NumKeyValueHeads { get; } = numKeyValueHeads;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GroupQueryAttentionAttribute"/>.</summary>
    public sealed partial record GroupQueryAttentionSpec : HeadAttentionSpec
    {
        /// <inheritdoc/>
        protected override HeadAttention Attention => new(NumQueryHeads, NumKeyValueHeads, HeadDim, HeadDim)
        {
            Dropout = Dropout, UseBias = UseBias, UseGate = UseGate, SlidingWindow = SlidingWindow, FlashAttention = FlashAttention, Seed = Seed, Kernel = Kernel, Bias = Bias, GroupPrefix = "_",
        };

        partial void Check()
        {
            if (NumQueryHeads % NumKeyValueHeads != 0)
                throw SpecException.Of("num_query_heads", $"is {NumQueryHeads} and must be a multiple of {new ArgumentName("num_key_value_heads")}, which is {NumKeyValueHeads}");
        }
    }
}
