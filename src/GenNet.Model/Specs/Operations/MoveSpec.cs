namespace GenNet.Specs;

/// <summary>An operation that moves elements and computes none: each element of the output is one of the input, or a constant.</summary>
public abstract record MoveSpec : OperationSpec
{
    /// <inheritdoc/>
    public sealed override bool KeepsType => true;

    /// <inheritdoc/>
    public sealed override KernelCall KernelCall => new("Move");

    /// <summary>Which element of a row of <paramref name="input"/> each of the output is.</summary>
    /// <exception cref="SpecException">The operation doesn't fit the shape.</exception>
    public abstract Move Of(TensorShape input);

    /// <inheritdoc/>
    public sealed override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var move = Of(inputs[0].Shape);
        return new(inputs[0] with { Shape = move.Output }, None, EquatableArray.Of(
        [
            .. move.Constants,
            KernelConstant.Of("InputSize", inputs[0].Shape.ElementCount),
            KernelConstant.Of("ElementType", inputs[0].DType.BetweenLayers()),
        ]));
    }
}

/// <summary>Where elements come from.</summary>
/// <param name="Axes">For each axis of the output, the distance in the input's row that each of its positions adds; <see cref="Constant"/> for a position whose elements are none of the input's.</param>
/// <param name="Fill">What those are.</param>
public sealed record Move(EquatableArray<EquatableArray<int>> Axes, double Fill = 0)
{
    /// <summary>In place of a distance.</summary>
    public const int Constant = -1;

    /// <summary>Shape of the output.</summary>
    public TensorShape Output => TensorShape.Of([.. Axes.Select(static axis => axis.Count)]);

    /// <summary>Where in the input's row all distances are counted from.</summary>
    public int Start { get; init; }

    /// <summary>Members of the kernels' shape.</summary>
    public IEnumerable<KernelConstant> Constants
    {
        get
        {
            // Counted from the first of an axis, neighbours lie together wherever they begin.
            var firsts = Axes.Select(static axis => axis.Contains(Constant) ? 0 : axis.Min()).ToArray();
            var own = Axes.Select((axis, i) => firsts[i] == 0 ? axis : axis.Select(distance => distance - firsts[i]).ToEquatableArray()).ToArray();
            var (run, outer) = (1, own.Length);
            for (; outer > 0 && IsContiguous(own[outer - 1], run); outer--)
                run = checked(run * own[outer - 1].Count);
            var axes = own.Take(outer).Where(static axis => axis.Count != 1 || axis[0] != 0).ToArray();
            return
            [
                KernelConstant.Of("RowSize", Output.ElementCount),
                KernelConstant.Of("AxisSizes", axes.Select(static axis => axis.Count)),
                KernelConstant.Of("Offsets", axes.SelectMany(static axis => axis)),
                KernelConstant.Of("Start", checked(Start + firsts.Sum())),
                KernelConstant.Of("Run", run),
                KernelConstant.Of("Fill", Fill),
            ];
        }
    }

    /// <summary>The distance of neighbours along each axis of <paramref name="shape"/>.</summary>
    public static int[] Strides(TensorShape shape)
    {
        var strides = new int[shape.Rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; stride = checked(stride * shape[axis]), axis--)
            strides[axis] = stride;
        return strides;
    }

    /// <summary>Positions <paramref name="positions"/> of an axis, in the input's row.</summary>
    public static EquatableArray<int> Along(int stride, IEnumerable<int> positions) => positions.Select(position => position == Constant ? Constant : checked(position * stride)).ToEquatableArray();

    private static bool IsContiguous(EquatableArray<int> axis, int run)
    {
        for (var i = 0; i < axis.Count; i++)
        {
            if (axis[i] != i * run)
                return false;
        }
        return true;
    }
}
