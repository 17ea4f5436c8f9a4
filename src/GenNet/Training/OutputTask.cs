using GenNet.Specs;

namespace GenNet.Training;

/// <summary>What is asked of one output of a model: its loss and metrics, and their sums over an epoch.</summary>
internal sealed class OutputTask
{
    private readonly TensorDescription _output;
    private readonly int _width;
    private readonly int _targetWidth;
    private readonly Metric[] _requested;
    private readonly double[] _metricSums;
    private Metric[] _metrics = [];
    private double _lossSum;
    private long _samples;
    private long _vectors;

    public OutputTask(TensorDescription output, Loss loss, double lossWeight, Metric[] metrics)
    {
        _output = output;
        _width = output.Shape.Rank == 0 ? 1 : output.Shape[-1];
        _targetWidth = loss.TargetWidth(_width);
        PerRow = checked((int)output.Shape.ElementCount);
        TargetsPerRow = PerRow / _width * _targetWidth;
        _requested = metrics;
        _metricSums = new double[metrics.Length];
        Loss = loss.After(output.Activation);
        LossWeight = lossWeight;
    }

    public Loss Loss { get; }

    public double LossWeight { get; }

    public string Name => _output.KerasName;

    /// <summary>Values of the output for one sample.</summary>
    public int PerRow { get; }

    /// <summary>Target values of one sample.</summary>
    public int TargetsPerRow { get; }

    public IReadOnlyList<Metric> Metrics => _requested;

    private string TargetShape => TensorShape.Of(
        [.. _output.Shape.Dimensions.Take(_output.Shape.Rank - 1), .. _targetWidth == 1 && _width > 1 ? (int[])[] : [_targetWidth]]).ToKerasString();

    /// <summary>The same task with sums of its own.</summary>
    public OutputTask Copy() => new(_output, Loss, LossWeight, _requested);

    public double MeanLoss => _lossSum / _samples;

    public double MeanMetric(int index) => _metricSums[index] / _vectors;

    /// <summary>Checks that targets of <paramref name="perRow"/> values a sample fit output and loss.</summary>
    public void Accept(int perRow, string model)
    {
        if (perRow != TargetsPerRow)
        {
            throw new ArgumentException(
                $"{model}: output '{_output.Name}' of shape {_output.Shape.ToKerasString()} with loss {Loss.Name} needs {TargetsPerRow} target values a sample, and there are {perRow}: "
                + (Loss.RemedyFor(_width, TargetsPerRow, perRow) ?? $"give targets of shape {TargetShape}") + ".");
        }
        if (_metrics.Length != _requested.Length)
            _metrics = FittingMetrics(model);
    }

    // Apart from the check of each batch, which allocates nothing.
    private Metric[] FittingMetrics(string model) => [.. _requested.Select(metric => metric.For(_width, _targetWidth) ?? throw Unfit(metric, model))];

    private ArgumentException Unfit(Metric metric, string model) => new(
        $"{model}: metric {metric.Name} compares output '{_output.Name}' of shape {_output.Shape.ToKerasString()} with targets whose last axis is {metric.TargetWidth(_width)}, and with loss {Loss.Name} it is {_targetWidth}: take Metric.Accuracy, which goes by the loss, or the metric of that loss.");

    /// <summary>Refuses targets that mean nothing to the loss, as a label that is no class.</summary>
    public void CheckTargets(ReadOnlySpan<float> targets, string model)
    {
        if (Loss.FirstWrong(targets, _width) is not (>= 0 and var at))
            return;
        throw new ArgumentException(
            $"{model}: output '{_output.Name}' of shape {_output.Shape.ToKerasString()} with loss {Loss.Name} was given the target {Values.Text(targets[at])} in sample {at / TargetsPerRow}: {Loss.Expected(_width)}.");
    }

    public void Reset()
    {
        _lossSum = 0;
        _samples = _vectors = 0;
        Array.Clear(_metricSums);
    }

    /// <summary>Loss and metrics of a batch; the gradient of the weighted loss goes to <paramref name="gradients"/>.</summary>
    /// <returns>The weighted loss.</returns>
    public double Measure(int rows, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        var loss = Loss.Apply(predictions, targets, _width, gradients, scale: LossWeight);
        _lossSum += loss * rows;
        _samples += rows;
        _vectors += predictions.Length / _width;
        for (var i = 0; i < _metrics.Length; i++)
            _metricSums[i] += _metrics[i].Sum(predictions, targets, _width, _targetWidth);
        return LossWeight * loss;
    }
}
