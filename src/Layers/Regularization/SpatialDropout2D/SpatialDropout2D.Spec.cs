using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// In training sets a share <see cref="Rate"/> of the channels to 0, each of a row as a whole, and multiplies the others by 1 / (1 − rate); nothing at inference (Tompson et al., 2015,
    /// arXiv:1411.4280). Input (batch, height, width, channels); the channels come first with <see cref="DataFormat.ChannelsFirst"/>. The output has the input's shape. Keras: <c>keras.layers.SpatialDropout2D</c>.
    /// </summary>
    /// <param name="rate">The share to drop, 0 to 1.</param>
    public sealed class SpatialDropout2DAttribute(double rate) : LayerAttribute
    {
        /// <summary>The share to drop.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Rate { get; } = rate;

        /// <summary>Where the channels stand; last by default.</summary>
        [Argument(ArgumentRole.Training)]
        public DataFormat DataFormat { get; set; }

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="SpatialDropout2DAttribute"/>.</summary>
    public sealed partial record SpatialDropout2DSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override KernelCall KernelCall => DropoutMask.KernelCall;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DataFormat == DataFormat.ChannelsLast;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => SpatialDropout.Infer(inputs[0], axes: 2, DataFormat, Rate, Seed);
    }
}
