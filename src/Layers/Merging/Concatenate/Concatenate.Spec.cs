using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Puts its inputs one after another along <see cref="Axis"/>; all other sizes must be equal. Keras: <c>keras.layers.Concatenate</c>.
    /// </summary>
    public sealed class ConcatenateAttribute : LayerAttribute
    {
        /// <summary>Keras' axis, the batch being 0; the last by default.</summary>
        public int Axis { get; set; } = -1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ConcatenateAttribute"/>, and of <c>Tensor.Concatenate</c> in a <c>Forward</c> body.</summary>
    public sealed partial record ConcatenateSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.Many;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Merges;

        /// <inheritdoc/>
        public override bool MergesSameMasks => false;

        /// <inheritdoc/>
        public override MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) =>
            ConcatenateMaskSpec.Of(KerasAxis.WithoutBatch(Axis, inputs[0].Shape, "axis"), inputs, masks);

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis && Broadcast.HasOneRank(inputs) ? this with { Axis = axis } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var shapes = inputs.Select(static input => input.Shape).ToArray();
            if (inputs.FirstOrDefault(input => input.DType != inputs[0].DType) is { Shape.Rank: > 0 } other)
                throw new SpecException($"joins values of one type, and the inputs are {inputs[0]} and {other}");
            var first = shapes[0];
            var position = KerasAxis.WithoutBatch(Axis, first, "axis");
            foreach (var input in shapes)
            {
                if (input.Rank != first.Rank || Enumerable.Range(0, first.Rank).Any(axis => axis != position && input[axis] != first[axis]))
                {
                    throw new SpecException(
                        $"the inputs {string.Join(", ", shapes.Select(static shape => shape.ToKerasString()))} must have equal sizes along all axes but {position + 1}");
                }
            }
            var size = shapes.Aggregate(0, (sum, input) => checked(sum + input[position]));
            var output = TensorShape.Of([.. first.Dimensions.Take(position), size, .. first.Dimensions.Skip(position + 1)]);
            var pieces = shapes.Select(input => input.Dimensions.Skip(position).Aggregate(1, static (product, d) => checked(product * d)));
            return new(output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("Outer", first.Dimensions.Take(position).Aggregate(1L, static (product, d) => checked(product * d))),
                KernelConstant.Of("PieceSizes", pieces),
                KernelConstant.Of("ElementSize", inputs[0].DType.BetweenLayers().Size())));
        }
    }
}
