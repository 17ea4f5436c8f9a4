namespace GenNet.Training;

/// <summary>The steps that a device has measured, and that nobody has asked about yet: they are counted when somebody does, or when there is no more room.</summary>
internal sealed class MeasuredSteps : IDisposable
{
    private readonly StepMeter _device;
    private readonly OutputTask[] _outputs;
    private readonly int _columns;
    private readonly int[] _rows = new int[StepMeter.Capacity];
    private readonly float[] _values;
    private int _count;

    public MeasuredSteps(StepMeter device, OutputTask[] outputs)
    {
        (_device, _outputs) = (device, outputs);
        _columns = StepMeter.ColumnsOf(outputs);
        _values = new float[StepMeter.Capacity * _columns];
    }

    /// <summary>See <see cref="StepMeter.Targets"/>.</summary>
    public Span<float> Targets(int output, int count) => _device.Targets(output, count);

    /// <summary>Measures a batch. It counts once its penalties are added.</summary>
    public void Measure() => _device.Measure(_count);

    /// <summary>The weighted loss of the batch that is being measured, without penalties.</summary>
    public double Loss()
    {
        var row = _values.AsSpan(0, _columns);
        _device.Read(_count, row);
        return LossOf(row);
    }

    /// <summary>Adds the penalties of a batch of <paramref name="rows"/> samples.</summary>
    /// <returns>Whether there is no more room.</returns>
    public bool AddPenalties(int rows)
    {
        _device.AddPenalties(_count);
        _rows[_count++] = rows;
        return _count == StepMeter.Capacity;
    }

    /// <summary>Counts all steps.</summary>
    /// <param name="meter">Takes the penalties.</param>
    /// <param name="lastLoss">Becomes the loss of the last one, penalties included.</param>
    public void Collect(EpochMeter meter, ref double lastLoss)
    {
        if (_count == 0)
            return;
        var values = _values.AsSpan(0, _count * _columns);
        _device.Read(0, values);
        for (var step = 0; step < _count; step++)
        {
            var row = values.Slice(step * _columns, _columns);
            var at = 0;
            foreach (var output in _outputs)
            {
                output.Add(_rows[step], row[at], row.Slice(at + 1, output.Metrics.Count));
                at += 1 + output.Metrics.Count;
            }
            meter.AddPenalty(_rows[step], row[at]);
            lastLoss = LossOf(row) + row[at];
        }
        _count = 0;
    }

    public void Dispose() => _device.Dispose();

    private double LossOf(ReadOnlySpan<float> row)
    {
        double loss = 0;
        var at = 0;
        foreach (var output in _outputs)
        {
            loss += output.LossWeight * row[at];
            at += 1 + output.Metrics.Count;
        }
        return loss;
    }
}
