using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// In training sets a share <see cref="Rate"/> of the values to 0 and multiplies the others by 1 / (1 − rate); nothing at inference. The
    /// output has the input's shape. Keras: <c>keras.layers.Dropout</c>.
    /// </summary>
    /// <param name="rate">The share to drop, 0 to 1.</param>
    public sealed class DropoutAttribute(double rate) : LayerAttribute
    {
        /// <summary>The share to drop.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Rate { get; } = rate;

        /// <summary>
        /// Shape of the random mask, batch first: 1 for an axis along which all values share one draw, −1 (Keras' None) for an axis of the
        /// input's own size. <c>NoiseShape = new[] { -1, 1, -1 }</c>. By default every value has a draw of its own.
        /// </summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int[]? NoiseShape { get; set; }

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="DropoutAttribute"/>.</summary>
    public sealed partial record DropoutSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override KernelCall KernelCall => DropoutMask.KernelCall;

        /// <inheritdoc/>
        public override bool DependsOnBatch => DropoutMask.SharesBatch(NoiseShape);

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => DropoutMask.SharesTime(NoiseShape);

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            DropoutMask.IsByTimestep(NoiseShape) ? this with { NoiseShape = DropoutMask.OnTimestep(NoiseShape) } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) =>
            DropoutMask.Infer(inputs[0], NoiseShape, Rate, Seed, kept: Rate < 1 ? 1 / (1 - Rate) : 0);
    }
}
