using GenNet.Devices;
using GenNet.Specs;

namespace GenNet.Training;

/// <summary>What is asked of one output of a model: its loss and metrics, and their sums over an epoch.</summary>
internal sealed class OutputTask
{
    private readonly TensorDescription _output;
    private readonly RowSizes _sizes;
    private readonly int _width;
    private readonly int _targetWidth;
    private readonly Loss _requestedLoss;
    private readonly Metric[] _requested;
    private readonly double[] _metricSums;
    private MetricState[] _metrics = [];
    private double _lossSum;
    private long _vectors;
    private long _samples;

    public OutputTask(TensorDescription output, Loss loss, double lossWeight, Metric[] metrics)
    {
        _output = output;
        _width = output.Shape.Rank == 0 ? 1 : output.Shape[-1];
        _targetWidth = loss.TargetWidth(_width);
        _sizes = new([output]);
        _requestedLoss = loss;
        _requested = metrics;
        _metricSums = new double[metrics.Length];
        Loss = loss.After(output.Activation);
        LossWeight = lossWeight;
    }

    public Loss Loss { get; }

    public double LossWeight { get; }

    public string Name => _output.KerasName;

    /// <summary>Size of the output's last axis.</summary>
    public int Width => _width;

    /// <summary>Size of the targets' last axis: 1 for labels.</summary>
    public int TargetWidth => _targetWidth;

    /// <summary>Timesteps of the samples, in a model whose length each batch says.</summary>
    public int Length { get; set; }

    /// <summary>Values of the output for one sample.</summary>
    public int PerRow => _sizes.Of(0, Length);

    /// <summary>Target values of one sample.</summary>
    public int TargetsPerRow => PerRow / _width * _targetWidth;

    public IReadOnlyList<Metric> Metrics => _requested;

    private string TargetShape
    {
        get
        {
            var outer = _output.Shape.Dimensions.Take(_output.Shape.Rank - 1).Select((d, axis) => axis == 0 && _output.HasRunTimeLength ? Length : d);
            return TensorShape.Of([.. outer, .. _targetWidth == 1 && _width > 1 ? (int[])[] : [_targetWidth]]).ToKerasString();
        }
    }

    /// <summary>The same task with sums of its own.</summary>
    public OutputTask Copy() => new(_output, _requestedLoss, LossWeight, _requested);

    public double MeanLoss => _lossSum / _samples;

    /// <summary>A metric over all that was measured, on the host or on a device.</summary>
    public double MetricResult(int index) => _vectors == 0 ? _metrics[index].Result() : _metricSums[index] / _vectors;

    /// <summary>Checks that targets of <paramref name="perRow"/> values a sample fit output and loss.</summary>
    public void Accept(int perRow, string model, DataUse use)
    {
        if (perRow != TargetsPerRow)
        {
            throw new ArgumentException(
                $"{model}: output '{_output.Name}' of shape {_output.ShapeText(Length)} with loss {Loss.Name} needs {TargetsPerRow} target values a sample, and there are {perRow}{use.Place}: "
                + (Loss.RemedyFor(_width, TargetsPerRow, perRow) ?? $"give targets of shape {TargetShape}") + ".");
        }
        if (_metrics.Length != _requested.Length)
            _metrics = FittingMetrics(model);
    }

    // Apart from the check of each batch, which allocates nothing.
    private MetricState[] FittingMetrics(string model) => [.. _requested.Select(metric => StateOf(metric, model))];

    private MetricState StateOf(Metric metric, string model)
    {
        try
        {
            return metric.CreateState(_width, _targetWidth);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException(
                $"{model}: output '{_output.Name}' of shape {_output.ShapeText(Length)} with loss {Loss.Name}: {error.Message.TrimEnd('.')}: take Metric.Accuracy, which goes by the loss, or the metric of that loss.",
                error);
        }
    }

    /// <summary>Refuses targets that mean nothing to the loss, as a label that is no class.</summary>
    public void CheckTargets(ReadOnlySpan<float> targets, string model, DataUse use)
    {
        if (Loss.FirstWrong(targets, _width) is not (>= 0 and var at))
            return;
        throw new ArgumentException(
            $"{model}: output '{_output.Name}' of shape {_output.ShapeText(Length)} with loss {Loss.Name} was given the target {Values.Text(targets[at])} in sample {at / TargetsPerRow}{use.Place}: {Loss.Expected(_width)}.");
    }

    public void Reset()
    {
        _lossSum = 0;
        _samples = 0;
        _vectors = 0;
        _metricSums.AsSpan().Clear();
        foreach (var metric in _metrics)
            metric.Reset();
    }

    /// <summary>Counts a batch that a device has measured.</summary>
    /// <param name="rows">Its samples.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="metricSums">Of each metric the sum over all vectors.</param>
    public void Add(int rows, double loss, ReadOnlySpan<float> metricSums)
    {
        _lossSum += loss * rows;
        _samples += rows;
        _vectors += (long)rows * (PerRow / _width);
        for (var i = 0; i < metricSums.Length; i++)
            _metricSums[i] += metricSums[i];
    }

    /// <summary>Loss and metrics of a batch; the gradient of the weighted loss goes to <paramref name="gradients"/>.</summary>
    /// <returns>The weighted loss.</returns>
    public double Measure(int rows, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        var batch = new OutputBatch(predictions, targets, _width, _targetWidth);
        var loss = Loss.Apply(batch, gradients, LossWeight);
        _lossSum += loss * rows;
        _samples += rows;
        foreach (var metric in _metrics)
            metric.Update(batch);
        return LossWeight * loss;
    }
}
