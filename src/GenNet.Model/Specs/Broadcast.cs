namespace GenNet.Specs;

/// <summary>How inputs of different shapes are brought to one: sizes of 1 are repeated, missing axes are put after the batch.</summary>
/// <param name="Output">The common shape.</param>
/// <param name="Dimensions">Its axes, those merged that behave alike in all inputs.</param>
/// <param name="Strides">Of each input in turn, the distance of neighbours along each of <paramref name="Dimensions"/>; 0 where it repeats.</param>
public sealed record Broadcast(TensorShape Output, EquatableArray<int> Dimensions, EquatableArray<int> Strides)
{
    /// <summary>Brings <paramref name="inputs"/> to one shape.</summary>
    /// <exception cref="SpecException">Two inputs have different sizes above 1 along an axis.</exception>
    public static Broadcast Of(EquatableArray<TensorShape> inputs)
    {
        var rank = inputs.Max(static shape => shape.Rank);
        var padded = inputs.Select(shape => Enumerable.Repeat(1, rank - shape.Rank).Concat(shape.Dimensions).ToArray()).ToArray();
        var output = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            output[axis] = padded.Max(shape => shape[axis]);
            if (padded.Any(shape => shape[axis] != 1 && shape[axis] != output[axis]))
            {
                throw new SpecException(
                    $"the inputs {string.Join(", ", inputs.Select(static shape => shape.ToKerasString()))} have different sizes along an axis; sizes must be equal or 1");
            }
        }
        var (dimensions, strides) = Merge(output, padded);
        return new(TensorShape.Of(output), dimensions, strides);
    }

    /// <summary>Refuses whole numbers, of which Keras makes whole numbers again.</summary>
    /// <param name="index">Which input.</param>
    /// <param name="input">What it is given.</param>
    /// <exception cref="SpecException">They are no real numbers.</exception>
    public static TensorType Real(int index, TensorType input) => input.DType.IsFloating()
        ? input
        : throw new SpecException($"computes with real numbers, and input {index} is {input}, of which Keras makes whole numbers again; give real numbers, or put an Embedding or a Dense between");

    /// <summary>A layer without weights that brings its inputs to one shape and computes element by element: <c>IBroadcastShape</c> of the kernels.</summary>
    /// <param name="inputs">Types of the inputs.</param>
    /// <param name="output">What the output holds.</param>
    /// <exception cref="SpecException">Two inputs have different sizes above 1 along an axis.</exception>
    public static InferredLayer Infer(EquatableArray<TensorType> inputs, DType output = DType.Float32)
    {
        var broadcast = Of(inputs.Select(static input => input.Shape).ToEquatableArray());
        return new(new TensorType(broadcast.Output, output), EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("RowSize", broadcast.Output.ElementCount),
            KernelConstant.Of("InputSizes", inputs.Select(static input => checked((int)input.Shape.ElementCount))),
            KernelConstant.Of("Dimensions", broadcast.Dimensions),
            KernelConstant.Of("Strides", broadcast.Strides)));
    }

    /// <summary>Whether all inputs have as many axes, so that their first axis is one.</summary>
    public static bool HasOneRank(EquatableArray<TensorType> inputs) => inputs.All(input => input.Shape.Rank == inputs[0].Shape.Rank);

    private static (EquatableArray<int> Dimensions, EquatableArray<int> Strides) Merge(int[] output, int[][] inputs)
    {
        var dimensions = new List<int>();
        var patterns = new List<bool[]>();
        for (var axis = 0; axis < output.Length; axis++)
        {
            if (output[axis] == 1)
                continue;
            var repeats = inputs.Select(shape => shape[axis] == 1).ToArray();
            if (patterns.Count > 0 && patterns[patterns.Count - 1].SequenceEqual(repeats))
            {
                dimensions[dimensions.Count - 1] = checked(dimensions[dimensions.Count - 1] * output[axis]);
            }
            else
            {
                dimensions.Add(output[axis]);
                patterns.Add(repeats);
            }
        }
        var strides = new int[inputs.Length * dimensions.Count];
        for (var input = 0; input < inputs.Length; input++)
        {
            var stride = 1;
            for (var axis = dimensions.Count - 1; axis >= 0; axis--)
            {
                if (patterns[axis][input])
                    continue;
                strides[(input * dimensions.Count) + axis] = stride;
                stride = checked(stride * dimensions[axis]);
            }
        }
        return (dimensions.ToEquatableArray(), strides.ToEquatableArray());
    }
}
