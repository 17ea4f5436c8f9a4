using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Attention by sums (Bahdanau et al., 2015): softmax(Σ scale · tanh(query + key)) · value. Inputs <c>query</c> (batch, T, n) and <c>value</c> (batch, S, m), and a <c>key</c> (batch, S, n) where
    /// it isn't the value; output (batch, T, m); variable <c>scale</c> (n). Masks, <c>useCausalMask</c> and <c>ForwardWithScores</c> as of <see cref="AttentionAttribute"/>. Keras:
    /// <c>keras.layers.AdditiveAttention</c>.
    /// </summary>
    public sealed class AdditiveAttentionAttribute : LayerAttribute
    {
        /// <summary>Whether each feature has a weight that is trained; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseScale { get; set; } = true;

        /// <summary>The share of attention's weights to drop in training.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="AdditiveAttentionAttribute"/>.</summary>
    public sealed partial record AdditiveAttentionSpec : ScoreAttentionSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Infer(
            inputs, features => UseScale ? [new("scale", TensorShape.Of(features), Initializer.GlorotUniform)] : [], isAdditive: true, Dropout, Seed);
    }
}
