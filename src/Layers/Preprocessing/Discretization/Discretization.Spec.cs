using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The number of the bin that a value lies in: n boundaries make n + 1 bins, and a value on a boundary belongs to the one above. The output has the input's shape, of type int32, or is
    /// encoded as <see cref="CategoryEncodingAttribute"/> does. Keras: <c>keras.layers.Discretization</c>; boundaries that its <c>adapt</c> found stand in the config.
    /// </summary>
    /// <param name="binBoundaries">The boundaries, ascending.</param>
    public sealed class DiscretizationAttribute(params double[] binBoundaries) : LayerAttribute
    {
        /// <summary>The boundaries, ascending.</summary>
        public double[] BinBoundaries { get; } = binBoundaries;

        /// <summary>Into how many bins <c>adapt</c> was to divide its data in Keras; of no effect where the boundaries are known.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int NumBins { get; set; }

        /// <summary>How exactly <c>adapt</c> was to do that; of no effect here.</summary>
        [Argument(ArgumentRole.Training)]
        public double Epsilon { get; set; } = 0.01;

        /// <summary>How bins are encoded; Int by default.</summary>
        public OutputMode OutputMode { get; set; } = OutputMode.Int;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="DiscretizationAttribute"/>.</summary>
    public sealed partial record DiscretizationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var bins = BinBoundaries.Count + 1;
            return new(
                new TensorType(CategoryShape.Of(input, OutputMode, bins), OutputMode == OutputMode.Int ? DType.Int32 : DType.Float32),
                EquatableArray<VariableSpec>.Empty,
                CategoryShape.Constants(input, OutputMode, bins).Append(KernelConstant.Of("BinBoundaries", BinBoundaries)).ToEquatableArray());
        }

        partial void Check()
        {
            if (BinBoundaries.Count == 0)
                throw SpecException.Of("bin_boundaries", $"is empty and must hold at least one boundary");
            if (!BinBoundaries.SequenceEqual(BinBoundaries.OrderBy(static boundary => boundary)))
                throw SpecException.Of("bin_boundaries", $"is {ArgumentValue.Of(BinBoundaries)} and must be ascending");
        }
    }
}
