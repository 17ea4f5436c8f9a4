using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The scalar products of two inputs along an axis of each: (batch, …, k, …) and (batch, …, k, …) give (batch, the first's other axes, the second's other axes), and (batch, 1) where there are none.
    /// Keras: <c>keras.layers.Dot</c>.
    /// </summary>
    /// <param name="axes">The axis, the batch being 0, or one for each of the two inputs.</param>
    public sealed class DotAttribute(params int[] axes) : LayerAttribute
    {
        /// <summary>The axis, or one for each of the two inputs.</summary>
        public int[] Axes { get; } = axes;

        /// <summary>Whether both are divided by their length along the axis before: then a product is the cosine of the angle between them.</summary>
        public bool Normalize { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="DotAttribute"/>.</summary>
    public sealed partial record DotSpec : LayerSpec
    {
        private const string AxesName = "axes";

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.Many with { Required = 2 };

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => base.Entering(index, Broadcast.Real(index, input));

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            if (inputs.Count != 2)
                throw new SpecException($"takes 2 inputs and is called with {inputs.Count}");
            var (left, right) = (inputs[0].Shape, inputs[1].Shape);
            if (left.Rank == 0 || right.Rank == 0)
                throw new SpecException($"takes inputs with an axis besides the batch, and they are {left.ToKerasString()} and {right.ToKerasString()}");
            var (first, second) = (KerasAxis.WithoutBatch(Axes[0], left, AxesName), KerasAxis.WithoutBatch(Axes[Axes.Count - 1], right, AxesName));
            if (left[first] != right[second])
                throw SpecException.Of(AxesName, $"is {ArgumentValue.Of(Axes)}, along which the inputs {left.ToKerasString()} and {right.ToKerasString()} have {left[first]} and {right[second]} values; they must have equally many");
            // Labels: 0 is the batch, 1 the axis, then the first input's others and the second's.
            int[] ofLeft = [0, .. Enumerable.Range(0, left.Rank).Select(axis => axis == first ? 1 : 2 + axis)];
            int[] ofRight = [0, .. Enumerable.Range(0, right.Rank).Select(axis => axis == second ? 1 : 2 + left.Rank + axis)];
            int[] result = [0, .. ofLeft.Skip(1).Concat(ofRight.Skip(1)).Where(static label => label != 1)];
            int Size(int label) => label == 0 ? ProductAxes.Batch : label == 1 ? left[first] : label < 2 + left.Rank ? left[label - 2] : right[label - 2 - left.Rank];
            var output = result.Length == 1 ? TensorShape.Of(1) : TensorShape.Of([.. result.Skip(1).Select(Size)]);
            return new(output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            [
                .. ProductAxes.Of(ofLeft, ofRight, result, Size).Constants,
                KernelConstant.Of("LeftSize", left.ElementCount),
                KernelConstant.Of("RightSize", right.ElementCount),
                KernelConstant.Of("Depth", left[first]),
                KernelConstant.Of("LeftInner", Product(left.Dimensions.Skip(first + 1))),
                KernelConstant.Of("RightInner", Product(right.Dimensions.Skip(second + 1))),
                KernelConstant.Of("Normalize", Normalize),
            ]))
            {
                SavedPerRow = Normalize ? checked((int)(left.ElementCount + right.ElementCount)) : 0,
            };
        }

        partial void Check()
        {
            if (Axes.Count is not (1 or 2))
                throw SpecException.Of(AxesName, $"is {ArgumentValue.Of(Axes)} and must be an axis, or one for each of the two inputs");
        }

        private static long Product(IEnumerable<int> sizes) => sizes.Aggregate(1L, static (product, size) => checked(product * size));
    }
}
