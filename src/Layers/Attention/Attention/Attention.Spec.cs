using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Attention by scalar products (Luong et al., 2015): softmax(scale · query · keyᵀ) · value; with <see cref="GenNet.ScoreMode.Concat"/> the scores are w · Σ tanh(scale · (query + key)). Inputs
    /// <c>query</c> (batch, T, n) and <c>value</c> (batch, S, m), and a <c>key</c> (batch, S, n) where it isn't the value; output (batch, T, m); variables <c>scale</c> and
    /// <c>concat_score_weight</c>, single numbers. Masks flow with query and value; a call may give <c>useCausalMask: true</c>, and <c>ForwardWithScores</c> returns the weights (batch, T, S) too.
    /// Keras: <c>keras.layers.Attention</c>.
    /// </summary>
    public sealed class AttentionAttribute : LayerAttribute
    {
        /// <summary>Whether scores are multiplied by a number that is trained.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseScale { get; set; }

        /// <summary>How a key is scored.</summary>
        public ScoreMode ScoreMode { get; set; }

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
    /// <summary>What the compiler knows of an <see cref="AttentionAttribute"/>.</summary>
    public sealed partial record AttentionSpec : ScoreAttentionSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Infer(inputs, _ => Variables(), ScoreMode == ScoreMode.Concat, Dropout, Seed);

        private IEnumerable<VariableSpec> Variables()
        {
            if (UseScale)
                yield return new("scale", TensorShape.Of(), Initializer.Ones);
            if (ScoreMode == ScoreMode.Concat)
                yield return new("concat_score_weight", TensorShape.Of(), Initializer.Ones);
        }
    }
}
