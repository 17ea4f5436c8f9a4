using GenNet.Specs;

namespace GenNet
{
    /// <summary>Puts the axes of each row in another order: <c>[Permute(2, 1)]</c> transposes matrices. Keras: <c>keras.layers.Permute</c>.</summary>
    /// <param name="dims">For each axis of the output the one of the input, counted from 1; the batch stays where it is.</param>
    public sealed class PermuteAttribute(params int[] dims) : LayerAttribute
    {
        /// <summary>For each axis of the output the one of the input, counted from 1.</summary>
        public int[] Dims { get; } = dims;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="PermuteAttribute"/>.</summary>
    public sealed partial record PermuteSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            Dims.Count > 1 && Dims[0] == 1 ? this with { Dims = Dims.Skip(1).Select(static axis => axis - 1).ToEquatableArray() } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            if (Dims.Count != input.Rank)
                throw SpecException.Of("dims", $"is {ArgumentValue.Of(Dims)}, of {Dims.Count} axes, and must have {input.Rank}, as the input {input.ToKerasString()} has without the batch");
            var order = AxisOrder.Of(input, Dims.Select(static axis => axis - 1).ToEquatableArray());
            return new(order.Output, EquatableArray<VariableSpec>.Empty, order.Constants(inputs[0].DType))
            {
                Identity = order.KeepsOrder ? Identity.Always : Identity.Never,
            };
        }

        partial void Check()
        {
            if (!Dims.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(1, Dims.Count)))
                throw SpecException.Of("dims", $"is {ArgumentValue.Of(Dims)} and must name each axis from 1 on once");
        }
    }
}
