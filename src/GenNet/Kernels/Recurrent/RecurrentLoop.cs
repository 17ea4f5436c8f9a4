using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The way of some batch rows through the steps of a sequence, forward and backward.</summary>
internal static unsafe class RecurrentLoop<TShape>
    where TShape : struct, IGatedShape
{
    /// <summary>All steps.</summary>
    /// <param name="cell">What happens at a step.</param>
    /// <param name="time">The timesteps.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="mask">(rows, timesteps): not 0 where a timestep counts; null if all do.</param>
    /// <param name="output">(rows, steps, units) or (rows, units).</param>
    public static void Forward<TCell>(ref TCell cell, Timesteps<TShape> time, int rows, byte* mask, float* output)
        where TCell : struct, IRecurrentCell<TCell, TShape>
    {
        var outputs = new StepOutput<TShape>(time);
        cell.Begin(rows);
        for (var step = 0; step < time.Count; step++)
        {
            cell.Multiply(rows, step);
            for (var row = 0; row < rows; row++)
            {
                var counts = Counts(mask, time, row, step);
                if (counts)
                    cell.Step(row, step);
                else
                    cell.Skip(row, step);
                outputs.Write(output, row, step, cell.StateAfter(row, step), mask != null, counts);
            }
        }
    }

    /// <summary>All steps of the backward pass.</summary>
    /// <param name="cell">What happens at a step.</param>
    /// <param name="time">The timesteps.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="mask">As in the forward pass.</param>
    /// <param name="outputGradient">Gradient of the output; null if nothing depends on it.</param>
    /// <param name="repeated">Room for (rows, units) where there is a mask, else null.</param>
    public static void Backward<TCell>(ref TCell cell, Timesteps<TShape> time, int rows, byte* mask, float* outputGradient, float* repeated)
        where TCell : struct, IRecurrentCellBackward<TCell, TShape>
    {
        var outputs = new StepOutput<TShape>(time);
        cell.Begin(rows);
        if (repeated != null)
            new Span<float>(repeated, checked(rows * TShape.Units)).Clear();
        for (var step = time.Count - 1; step >= 0; step--)
        {
            for (var row = 0; row < rows; row++)
            {
                var counts = Counts(mask, time, row, step);
                outputs.Backward(outputGradient, repeated, row, step, cell.StateGradient(row), counts);
                if (counts)
                    cell.Step(row, step);
                else
                    cell.Skip(row, step);
            }
            cell.Multiply(rows, step);
        }
        cell.End(rows);
    }

    private static bool Counts(byte* mask, Timesteps<TShape> time, int row, int step) =>
        mask == null || mask[((nint)row * time.Count) + time.TimeOf(step)] != 0;
}
