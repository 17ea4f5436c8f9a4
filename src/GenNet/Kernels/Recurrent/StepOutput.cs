using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// What a recurrent layer yields. The output of a step that counts is the state after it; that of another one is the output of the step before, 0 before the first that counts
/// (keras/src/backend/tensorflow/rnn.py), or 0 with <see cref="IRecurrentShape.ZeroOutputForMask"/>.
/// </summary>
internal readonly unsafe struct StepOutput<TShape>(Timesteps<TShape> time)
    where TShape : struct, IRecurrentShape
{
    private int Last => time.Count - 1;

    /// <summary>Writes the output of a step.</summary>
    /// <param name="output">Of all rows: (rows, steps, units) or (rows, units).</param>
    /// <param name="row">The row.</param>
    /// <param name="step">The step.</param>
    /// <param name="state">The state after it.</param>
    /// <param name="mask">Whether there is a mask, so that a later step may repeat this one's output.</param>
    /// <param name="counts">Whether the step counts.</param>
    public void Write(float* output, int row, int step, float* state, bool mask, bool counts)
    {
        if (!TShape.ReturnSequences && !mask && step < Last)
            return;
        var at = TShape.ReturnSequences ? output + ((((nint)row * time.Count) + step) * TShape.Units) : output + ((nint)row * TShape.Units);
        var value = new Span<float>(at, TShape.Units);
        if (counts)
            new ReadOnlySpan<float>(state, TShape.Units).CopyTo(value);
        else if (TShape.ZeroOutputForMask || step == 0)
            value.Clear();
        else if (TShape.ReturnSequences)
            new ReadOnlySpan<float>(at - TShape.Units, TShape.Units).CopyTo(value);
    }

    /// <summary>Adds the gradient of a step's output to that of the state after it.</summary>
    /// <param name="outputGradient">Of all rows; null if nothing depends on the output.</param>
    /// <param name="repeated">Of all rows, (rows, units): what steps that repeat this one's output have handed on; null without a mask.</param>
    /// <param name="row">The row.</param>
    /// <param name="step">The step; later ones have been here before.</param>
    /// <param name="stateGradient">The gradient of the row's state after the step.</param>
    /// <param name="counts">Whether the step counts.</param>
    public void Backward(float* outputGradient, float* repeated, int row, int step, float* stateGradient, bool counts)
    {
        if (outputGradient == null)
            return;
        var given = TShape.ReturnSequences ? outputGradient + ((((nint)row * time.Count) + step) * TShape.Units)
            : step == Last ? outputGradient + ((nint)row * TShape.Units)
            : null;
        if (given != null && (repeated == null || counts))
            Add(given, stateGradient);
        if (repeated == null)
            return;
        var carried = repeated + ((nint)row * TShape.Units);
        if (counts)
            Add(carried, stateGradient);
        if (counts || TShape.ZeroOutputForMask)
            new Span<float>(carried, TShape.Units).Clear();
        else if (given != null)
            Add(given, carried);
    }

    private static void Add(float* from, float* to)
    {
        var sum = new Span<float>(to, TShape.Units);
        TensorPrimitives.Add(sum, new ReadOnlySpan<float>(from, TShape.Units), sum);
    }
}
