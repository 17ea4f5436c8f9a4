using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// In training adds normal noise of mean 0 and standard deviation <see cref="Stddev"/> to every value; nothing at inference. The output has the input's shape.
    /// Keras: <c>keras.layers.GaussianNoise</c>.
    /// </summary>
    /// <param name="stddev">The noise's standard deviation, 0 to 1.</param>
    public sealed class GaussianNoiseAttribute(double stddev) : LayerAttribute
    {
        /// <summary>The noise's standard deviation, 0 to 1.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Stddev { get; } = stddev;

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GaussianNoiseAttribute"/>.</summary>
    public sealed partial record GaussianNoiseSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => NormalNoise.Infer(inputs[0], Stddev, Seed);
    }
}
