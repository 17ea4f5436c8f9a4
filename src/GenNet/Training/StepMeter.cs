namespace GenNet.Training;

/// <summary>
/// Measures the steps of a training where the outputs are, on a device with memory of its own: losses with their gradients, metrics and penalties. Of each step it keeps a row of numbers there, until
/// somebody asks: for each output the loss and the sums of its metrics over all vectors, and the penalty at last.
/// </summary>
internal abstract class StepMeter : IDisposable
{
    /// <summary>Rows that there is room for.</summary>
    public const int Capacity = 1024;

    /// <summary>Numbers of a row.</summary>
    public static int ColumnsOf(IReadOnlyList<OutputTask> outputs) => outputs.Sum(static output => 1 + output.Metrics.Count) + 1;

    /// <summary>Memory of the host for the batch's targets of an output, which the next <see cref="Measure"/> reads.</summary>
    public abstract Span<float> Targets(int output, int count);

    /// <summary>Measures the outputs of the runner's last forward pass, and makes the gradients that its next backward pass takes.</summary>
    /// <param name="row">Where the numbers go.</param>
    public abstract void Measure(int row);

    /// <summary>Adds the gradients of penalties; see <see cref="TrainingRunner.AddPenalties"/>.</summary>
    /// <param name="row">Where their sum goes.</param>
    public abstract void AddPenalties(int row);

    /// <summary>Waits for the device, and copies rows to the host.</summary>
    /// <param name="row">The first one.</param>
    /// <param name="values">Takes them.</param>
    public abstract void Read(int row, Span<float> values);

    public abstract void Dispose();
}
