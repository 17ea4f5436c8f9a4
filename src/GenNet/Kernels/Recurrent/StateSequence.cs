using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>A state of some batch rows through the steps of a sequence: that of every step where it is kept for the backward pass, else the current one alone.</summary>
internal readonly unsafe struct StateSequence<TShape>
    where TShape : struct, IRecurrentShape
{
    private readonly float* _values;
    private readonly float* _last;
    private readonly nint _rowStride;
    private readonly nint _timeStride;
    private readonly Timesteps<TShape> _time;

    private StateSequence(Timesteps<TShape> time, float* values, float* last, nint rowStride, nint timeStride)
    {
        _time = time;
        _values = values;
        _last = last;
        _rowStride = rowStride;
        _timeStride = timeStride;
    }

    /// <summary>All states before a step, (rows, timesteps, units), and the one after the last step, (rows, units).</summary>
    public static StateSequence<TShape> Kept(Timesteps<TShape> time, float* values, float* last) => new(time, values, last, (nint)time.Count * TShape.Units, TShape.Units);

    /// <summary>The current state alone, (rows, units), and the one after the last step.</summary>
    public static StateSequence<TShape> Running(Timesteps<TShape> time, float* values, float* last) => new(time, values, last, TShape.Units, 0);

    /// <summary>The state before a step.</summary>
    public float* Before(int row, int step) => _values + (row * _rowStride) + (_time.TimeOf(step) * _timeStride);

    /// <summary>The state after a step: where only the current one is kept, in the memory of the one before.</summary>
    public float* After(int row, int step) =>
        step + 1 < _time.Count ? Before(row, step + 1) : _last + ((nint)row * TShape.Units);

    /// <summary>The states of all rows before a step.</summary>
    public MatrixOperand Before(int step) => new(Before(0, step), _rowStride);

    /// <summary>Begins with <paramref name="initial"/>, (rows, units), or with 0 where there is none.</summary>
    public void Begin(float* initial, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var state = new Span<float>(Before(row, 0), TShape.Units);
            if (initial == null)
                state.Clear();
            else
                new ReadOnlySpan<float>(initial + ((nint)row * TShape.Units), TShape.Units).CopyTo(state);
        }
    }

    /// <summary>A step that doesn't count leaves the state as it is.</summary>
    public void Skip(int row, int step)
    {
        var (before, after) = ((nint)Before(row, step), (nint)After(row, step));
        if (before != after)
            new ReadOnlySpan<float>((float*)before, TShape.Units).CopyTo(new((float*)after, TShape.Units));
    }
}
