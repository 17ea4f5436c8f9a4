using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// In training sets a share <see cref="Rate"/> of the values to what SELU saturates at, and scales and shifts all so that mean and variance stay what they were; nothing at inference. For
    /// networks of SELU (Klambauer et al., 2017, arXiv:1706.02515). The output has the input's shape. Keras: <c>keras.layers.AlphaDropout</c>.
    /// </summary>
    /// <param name="rate">The share to drop, at least 0 and below 1.</param>
    public sealed class AlphaDropoutAttribute(double rate) : LayerAttribute
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
    /// <summary>What the compiler knows of an <see cref="AlphaDropoutAttribute"/>.</summary>
    public sealed partial record AlphaDropoutSpec : LayerSpec
    {
        // −alpha·scale of SELU.
        private const double Saturated = -1.6732632423543772 * 1.0507009873554805;

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
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var scale = 1 / Math.Sqrt((1 - Rate) * (1 + (Rate * Saturated * Saturated)));
            var offset = -scale * Saturated * Rate;
            return DropoutMask.Infer(inputs[0], NoiseShape, Rate, Seed, scale, offset, dropped: (scale * Saturated) + offset);
        }

        partial void Check()
        {
            if (Rate == 1)
                throw SpecException.Of("rate", $"is {ArgumentValue.Of(Rate)} and must be below 1: nothing is left whose mean and variance could stay");
        }
    }
}
