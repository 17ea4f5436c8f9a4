using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The gradient of a state of some batch rows, on the way from the last step to the first.</summary>
/// <param name="values">Room for (rows, units).</param>
/// <param name="last">Gradient of the state after the last step; null if nothing depends on it.</param>
/// <param name="initial">Receives the gradient of the first state; null if nobody wants it.</param>
internal readonly unsafe struct StateGradient<TShape>(float* values, float* last, float* initial)
    where TShape : struct, IRecurrentShape
{
    /// <summary>That of all rows.</summary>
    public float* Values => values;

    /// <summary>Whether the gradient of the first state is wanted.</summary>
    public bool IsWanted => initial != null;

    /// <summary>That of a row.</summary>
    public float* Of(int row) => values + ((nint)row * TShape.Units);

    /// <summary>Begins behind the last step.</summary>
    public void Begin(int rows)
    {
        var target = new Span<float>(values, checked(rows * TShape.Units));
        if (last == null)
            target.Clear();
        else
            new ReadOnlySpan<float>(last, target.Length).CopyTo(target);
    }

    /// <summary>Ends before the first step.</summary>
    public void End(int rows)
    {
        var count = checked(rows * TShape.Units);
        if (initial != null)
            new ReadOnlySpan<float>(values, count).CopyTo(new(initial, count));
    }
}
