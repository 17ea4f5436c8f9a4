using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Where a step of a sequence has its gates: (rows, blocks, gates, block), a row somewhere in the sequence's.</summary>
internal struct GatePlaces
{
    /// <summary>Size of a state.</summary>
    public int Units;

    /// <summary>Values of a gate that follow each other: all units, or the channels of a pixel.</summary>
    public int Block;

    /// <summary>Gates of a unit.</summary>
    public int Gates;

    /// <summary>From row to row.</summary>
    public long RowStride;

    /// <summary>Where the step begins in a row.</summary>
    public long Begin;

    /// <summary>Where the first gate of a unit lies.</summary>
    [GpuKernel]
    public static long Of(GatePlaces places, long row, int unit)
    {
        var block = unit / places.Block;
        return (row * places.RowStride) + places.Begin + ((long)block * places.Block * (places.Gates - 1)) + unit;
    }
}

/// <summary>A state of all rows before a step and after it; both may be the same memory.</summary>
internal struct StepState
{
    public ArrayView<float> Before;
    public ArrayView<float> After;
    public long BeforeStride;
    public long AfterStride;
}

/// <summary>Which rows a step counts for.</summary>
internal struct StepMask
{
    /// <summary>(rows, timesteps): not 0 where a timestep counts; any memory without <see cref="Has"/>.</summary>
    public ArrayView<byte> Mask;

    public int Has;
    public int Steps;

    /// <summary>The timestep.</summary>
    public int Time;

    /// <summary>Whether it counts.</summary>
    [GpuKernel]
    public static bool Counts(StepMask mask, long row) => mask.Has == 0 || mask.Mask[(row * mask.Steps) + mask.Time] != 0;
}

/// <summary>
/// What a step yields. The output of a step that counts is the state after it; that of another one is the output of the step before, 0 before the first that counts, or 0 where the layer says so.
/// </summary>
internal struct StepOutput
{
    public ArrayView<float> Output;

    /// <summary>From row to row.</summary>
    public long RowStride;

    /// <summary>Where the step's lies in a row.</summary>
    public long Begin;

    /// <summary>1 where this step's output is written, else 0.</summary>
    public int Writes;

    /// <summary>1 where each step has a place of its own, else 0.</summary>
    public int IsSequence;

    /// <summary>1 where the output of a step that doesn't count is 0, else 0.</summary>
    public int IsZeroWithoutCount;

    /// <summary>Writes it.</summary>
    [GpuKernel]
    public static void Write(StepOutput output, long row, int unit, int units, float state, bool counts)
    {
        if (output.Writes == 0)
            return;
        var at = (row * output.RowStride) + output.Begin + unit;
        if (counts)
            output.Output[at] = state;
        else if (output.IsZeroWithoutCount != 0)
            output.Output[at] = 0f;
        else if (output.IsSequence != 0)
            output.Output[at] = output.Output[at - units];
    }
}

/// <summary>The gradient of a state on its way from the last step to the first, with what a step's output adds.</summary>
internal struct StepGradient
{
    /// <summary>(rows, units): of the state after the step, then before it.</summary>
    public ArrayView<float> State;

    /// <summary>That of the output.</summary>
    public ArrayView<float> Output;

    /// <summary>(rows, units): what later steps that repeat this one's output have handed on.</summary>
    public ArrayView<float> Repeated;

    public long RowStride;
    public long Begin;

    /// <summary>1 where the step's output has a gradient, else 0.</summary>
    public int HasOutput;

    /// <summary>1 where there is a mask, else 0.</summary>
    public int HasMask;

    /// <summary>1 where the output of a step that doesn't count is 0, else 0.</summary>
    public int IsZeroWithoutCount;

    /// <summary>The gradient of the state after the step.</summary>
    [GpuKernel]
    public static float At(StepGradient gradient, long row, int unit, int units, bool counts)
    {
        var at = (row * units) + unit;
        var state = gradient.State[at];
        var given = gradient.HasOutput != 0 ? gradient.Output[(row * gradient.RowStride) + gradient.Begin + unit] : 0f;
        if (gradient.HasMask == 0)
            return state + given;
        var carried = gradient.Repeated[at];
        gradient.Repeated[at] = counts || gradient.IsZeroWithoutCount != 0 ? 0f : carried + given;
        return counts ? state + given + carried : state;
    }
}
