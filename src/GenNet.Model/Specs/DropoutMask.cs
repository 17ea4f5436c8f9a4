namespace GenNet.Specs;

/// <summary>Where a layer that drops values finds the draw of each, as some axes may share one: members of <c>IDropoutShape</c>.</summary>
public static class DropoutMask
{
    /// <summary>The kernels of every dropout.</summary>
    public static KernelCall KernelCall { get; } = new("Dropout");

    /// <summary>Whether rows share draws.</summary>
    /// <param name="noiseShape">The mask's shape with the batch: 1 where an axis shares a draw, −1 or the axis' size elsewhere; null where none shares.</param>
    public static bool SharesBatch(EquatableArray<int>? noiseShape) => noiseShape is { Count: > 0 } noise && noise[0] == 1;

    /// <summary>Whether timesteps share draws.</summary>
    public static bool SharesTime(EquatableArray<int>? noiseShape) => noiseShape is { Count: > 1 } noise && noise[1] == 1;

    /// <summary>The mask's shape for one timestep, where each has draws of its own.</summary>
    public static EquatableArray<int>? OnTimestep(EquatableArray<int>? noiseShape) => noiseShape is { } noise ? noise.Skip(1).ToEquatableArray() : null;

    /// <summary>Whether every timestep has draws of its own, as every row has.</summary>
    public static bool IsByTimestep(EquatableArray<int>? noiseShape) => noiseShape is not { } noise || (noise.Count > 1 && noise[0] == -1 && noise[1] == -1);

    /// <summary>A layer that drops a share <paramref name="rate"/> of its input in training.</summary>
    /// <param name="input">The input.</param>
    /// <param name="noiseShape">The mask's shape with the batch.</param>
    /// <param name="rate">The share.</param>
    /// <param name="seed">The layer's own seed.</param>
    /// <param name="kept">What kept values are multiplied by.</param>
    /// <param name="offset">What is added to them then.</param>
    /// <param name="dropped">What is put in the place of the others.</param>
    /// <exception cref="SpecException">The mask's shape doesn't fit the input.</exception>
    public static InferredLayer Infer(TensorType input, EquatableArray<int>? noiseShape, double rate, int? seed, double kept, double offset = 0, double dropped = 0)
    {
        var axes = Axes(input, noiseShape);
        return new(input, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("RowSize", input.Shape.ElementCount),
            KernelConstant.Of("HasRunTimeLength", input.HasRunTimeLength),
            KernelConstant.Of("Rate", rate),
            KernelConstant.Of("Scale", kept),
            KernelConstant.Of("Offset", offset),
            KernelConstant.Of("Dropped", dropped),
            KernelConstant.Of("Dimensions", axes.Select(static axis => axis.Size)),
            KernelConstant.Of("MaskStrides", axes.Select(static axis => axis.MaskStride)),
            KernelConstant.Of("BatchMaskStride", SharesBatch(noiseShape) ? 0 : MaskSize(axes)),
            KernelConstant.Of("HasSeed", seed is not null),
            KernelConstant.Of("Seed", (long)(seed ?? 0))))
        {
            Identity = rate == 0 ? Identity.Always : Identity.Inference,
            NeedsRandomStream = rate > 0,
        };
    }

    private static long MaskSize(IReadOnlyList<(int Size, int MaskStride)> axes) =>
        axes.Aggregate(1L, static (size, axis) => axis.MaskStride == 0 ? size : checked(size * axis.Size));

    // The input's axes with the distance of neighbours in the mask, those of one kind that follow each other as one; an axis of run-time length by itself, before at least one other.
    private static List<(int Size, int MaskStride)> Axes(TensorType input, EquatableArray<int>? noiseShape)
    {
        var shape = input.Shape;
        Check(shape, noiseShape);
        var axes = new List<(int Size, int MaskStride)>();
        if (input.HasRunTimeLength && shape.Rank == 1)
            axes.Add((1, 0));
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            var shared = noiseShape is { } noise && noise[axis + 1] == 1;
            if (axes.Count > 0 && axes[0].MaskStride == 0 == shared && !(input.HasRunTimeLength && axis == 0))
                axes[0] = axes[0] with { Size = checked(axes[0].Size * shape[axis]) };
            else
                axes.Insert(0, (shape[axis], shared ? 0 : stride));
            if (!shared)
                stride = checked(stride * shape[axis]);
        }
        return axes;
    }

    private static void Check(TensorShape input, EquatableArray<int>? noiseShape)
    {
        if (noiseShape is not { } noise)
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
