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
        public override bool HasOpenCl => true;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override bool DependsOnBatch => NoiseShape is { Count: > 0 } noise && noise[0] == 1;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            NoiseShape is not { } noise ? this : noise.Count > 1 && noise[0] == -1 && noise[1] == -1 ? this with { NoiseShape = noise.Skip(1).ToEquatableArray() } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var mask = Mask(input);
            return new(input, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", input.ElementCount),
                KernelConstant.Of("Rate", Rate),
                KernelConstant.Of("Scale", Rate < 1 ? 1 / (1 - Rate) : 0),
                KernelConstant.Of("Dimensions", mask.Select(static axis => axis.Size)),
                KernelConstant.Of("MaskStrides", mask.Select(static axis => axis.MaskStride)),
                KernelConstant.Of("BatchMaskStride", NoiseShape is { } shape && shape[0] == 1 ? 0 : MaskSize(mask)),
                KernelConstant.Of("HasSeed", Seed is not null),
                KernelConstant.Of("Seed", (long)(Seed ?? 0))))
            {
                Identity = Rate == 0 ? Identity.Always : Identity.Inference,
                NeedsRandomStream = Rate > 0,
            };
        }

        private static long MaskSize(IReadOnlyList<(int Size, int MaskStride)> mask) =>
            mask.Aggregate(1L, static (size, axis) => axis.MaskStride == 0 ? size : checked(size * axis.Size));

        // The input's axes with the distance of neighbours in the mask, those of one kind that follow each other as one.
        private List<(int Size, int MaskStride)> Mask(TensorShape input)
        {
            CheckNoiseShape(input);
            var mask = new List<(int Size, int MaskStride)>();
            var stride = 1;
            for (var axis = input.Rank - 1; axis >= 0; axis--)
            {
                var size = input[axis];
                var shared = NoiseShape is { } noise && noise[axis + 1] == 1;
                if (mask.Count > 0 && mask[0].MaskStride == 0 == shared)
                    mask[0] = mask[0] with { Size = checked(mask[0].Size * size) };
                else
                    mask.Insert(0, (size, shared ? 0 : stride));
                if (!shared)
                    stride = checked(stride * size);
            }
            return mask;
        }

        private void CheckNoiseShape(TensorShape input)
        {
            if (NoiseShape is not { } noise)
                return;
            if (noise.Count != input.Rank + 1)
            {
                throw SpecException.Of(
                    "noise_shape", $"is {ArgumentValue.Of(noise)}, of {noise.Count} axes, and must have {input.Rank + 1}, as the input {input.ToKerasString()} has with the batch");
            }
            if (noise[0] is not (1 or -1))
                throw SpecException.Of("noise_shape", $"is {ArgumentValue.Of(noise)} and begins with the batch, which must be -1 (a draw for each row) or 1 (the same for all rows)");
            for (var axis = 0; axis < input.Rank; axis++)
            {
                if (noise[axis + 1] != 1 && noise[axis + 1] != -1 && noise[axis + 1] != input[axis])
                {
                    throw SpecException.Of(
                        "noise_shape", $"is {ArgumentValue.Of(noise)}, {noise[axis + 1]} at axis {axis + 1} where the input {input.ToKerasString()} has {input[axis]}; it must be that, -1 or 1");
                }
            }
        }
    }
}
