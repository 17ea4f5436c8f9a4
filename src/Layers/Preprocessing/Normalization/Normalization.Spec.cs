using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Shifts and scales features to mean 0 and variance 1: <c>(x − mean) / max(√variance, 10⁻⁷)</c>, or back with <see cref="Invert"/>. Mean and variance are given here, or are state: variables
    /// <c>mean</c> and <c>variance</c>, which <c>Adapt</c> sets from data and files keep (with <c>count</c>, which Keras writes and nobody reads). Training changes nothing. The output has the
    /// input's shape. Keras: <c>keras.layers.Normalization</c>.
    /// </summary>
    public sealed class NormalizationAttribute : LayerAttribute
    {
        /// <summary>
        /// Keras' axes whose elements have a mean and a variance each, the batch being 0: <c>Axis = -1</c>, the default, or <c>Axis = new[] { 1, 2 }</c>. <c>Axis = new int[0]</c> is Keras' None:
        /// one mean and one variance for all.
        /// </summary>
        public object Axis { get; set; } = -1;

        /// <summary>The mean, with <see cref="Variance"/>: a value for all, or one for each element of the last of the axes, or of the last ones, row-major: <c>Mean = new[] { 0.5, 0.4 }</c>.</summary>
        [Argument(Optional = true)]
        public double[]? Mean { get; set; }

        /// <summary>The variance, as many values as <see cref="Mean"/> has.</summary>
        [Argument(Optional = true)]
        public double[]? Variance { get; set; }

        /// <summary>Whether the layer undoes it: <c>mean + x · max(√variance, 10⁻⁷)</c>; false by default.</summary>
        public bool Invert { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="NormalizationAttribute"/>.</summary>
    public sealed partial record NormalizationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
            Axis.Count == 0 ? this : KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis ? this with { Axis = axis } : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var kept = Axis.Count == 0 ? EquatableArray<int>.Empty : KerasAxis.WithoutBatch(Axis, input, "axis");
            var axes = Mean is { } mean ? WithValues(kept, input, mean.Count) : kept;
            var merged = Merged(input, axes);
            return new(inputs[0], Mean is null ? Variables(TensorShape.Of([.. kept.Select(axis => input[axis])])) : EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", input.ElementCount),
                KernelConstant.Of("Dimensions", merged.Select(static axis => axis.Size)),
                KernelConstant.Of("Strides", merged.Select(static axis => axis.Stride)),
                KernelConstant.Of("Mean", Mean ?? EquatableArray<double>.Empty),
                KernelConstant.Of("Variance", Variance ?? EquatableArray<double>.Empty),
                KernelConstant.Of("Invert", Invert)))
            {
                KeptAxes = kept,
            };
        }

        partial void Check()
        {
            if (Mean is null != Variance is null)
                throw SpecException.Of(Mean is null ? "mean" : "variance", $"is missing and must be given with {new ArgumentName(Mean is null ? "variance" : "mean")}");
            if (Mean is { } mean && Variance is { } variance && mean.Count != variance.Count)
                throw SpecException.Of("variance", $"has {variance.Count} values and {new ArgumentName("mean")} has {mean.Count}; give as many of both");
        }

        private static EquatableArray<VariableSpec> Variables(TensorShape shape) => EquatableArray.Of(
            new VariableSpec("mean", shape, Initializer.Zeros, IsState: true),
            new VariableSpec("variance", shape, Initializer.Ones, IsState: true),
            new VariableSpec("count", TensorShape.Of(), Initializer.Zeros, IsState: true) { DType = DType.Int64, Autocast = false });

        // The axes, from the last one on, that as many values are for: as in Keras, those before them repeat the values.
        private static EquatableArray<int> WithValues(EquatableArray<int> kept, TensorShape input, int count)
        {
            var sizes = new List<long> { 1 };
            for (var i = kept.Count - 1; i >= 0; i--)
                sizes.Add(checked(sizes[sizes.Count - 1] * input[kept[i]]));
            var last = sizes.IndexOf(count);
            return last >= 0
                ? kept.Skip(kept.Count - last).ToEquatableArray()
                : throw SpecException.Of("mean", $"has {count} values and must have {string.Join(" or ", sizes.Distinct())} for an input {input.ToKerasString()}");
        }

        // The input's axes with the distance of neighbours among the values, 0 where they share one; those of one kind that follow each other as one.
        private static List<(int Size, int Stride)> Merged(TensorShape input, EquatableArray<int> axes)
        {
            var merged = new List<(int Size, int Stride)>();
            var stride = 1;
            for (var axis = input.Rank - 1; axis >= 0; axis--)
            {
                var shares = !axes.Contains(axis);
                if (merged.Count > 0 && merged[0].Stride == 0 == shares)
                    merged[0] = merged[0] with { Size = checked(merged[0].Size * input[axis]) };
                else
                    merged.Insert(0, (input[axis], shares ? 0 : stride));
                if (!shares)
                    stride = checked(stride * input[axis]);
            }
            return merged;
        }
    }
}
