using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// In training multiplies every value by normal noise of mean 1 and standard deviation √(rate / (1 − rate)), as Dropout's has; nothing at inference (Srivastava et al., 2014). The output has the input's shape.
    /// Keras: <c>keras.layers.GaussianDropout</c>.
    /// </summary>
    /// <param name="rate">The share that Dropout would drop, at least 0 and below 1.</param>
    public sealed class GaussianDropoutAttribute(double rate) : LayerAttribute
    {
        /// <summary>The share that Dropout would drop, at least 0 and below 1.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Rate { get; } = rate;

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GaussianDropoutAttribute"/>.</summary>
    public sealed partial record GaussianDropoutSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => NormalNoise.Infer(inputs[0], Math.Sqrt(Rate / (1 - Rate)), Seed);

        partial void Check()
        {
            if (Rate == 1)
                throw SpecException.Of("rate", $"is {ArgumentValue.Of(Rate)} and must be below 1: the noise's standard deviation √(rate / (1 − rate)) has no value there");
        }
    }
}
