using GenNet.Training.Data;

namespace GenNet.Training;

/// <summary>Losses and metrics of all outputs over an epoch, under the names that Keras gives them.</summary>
internal sealed class EpochMeter(ModelDescription model, OutputTask[] outputs)
{
    private double _penaltySum;
    private long _samples;

    public IReadOnlyList<OutputTask> Outputs => outputs;

    /// <summary>Checks that <paramref name="data"/> fits the model.</summary>
    public void Accept(Dataset data)
    {
        Require(data.Inputs.Length, model.Inputs.Count, "inputs");
        Require(data.Targets.Length, outputs.Length, "outputs");
        for (var i = 0; i < data.Inputs.Length; i++)
        {
            if (data.Inputs[i].PerRow != model.Inputs[i].Shape.ElementCount)
            {
                throw new ArgumentException(
                    $"{model.FullName}: input '{model.Inputs[i].Name}' of shape {model.Inputs[i].Shape.ToKerasString()} has {model.Inputs[i].Shape.ElementCount} values a sample, and the dataset {data.Inputs[i].PerRow}.");
            }
        }
        for (var i = 0; i < outputs.Length; i++)
            outputs[i].Accept(data.Targets[i], model.FullName);
    }

    public void Reset()
    {
        _penaltySum = 0;
        _samples = 0;
        foreach (var output in outputs)
            output.Reset();
    }

    /// <summary>Counts the regularization penalty of a batch of <paramref name="rows"/> samples.</summary>
    public void AddPenalty(int rows, double penalty)
    {
        _penaltySum += penalty * rows;
        _samples += rows;
    }

    /// <summary>What there is to report, in Keras' order.</summary>
    public SortedDictionary<string, double> Logs(string prefix = "")
    {
        var logs = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var loss = _samples == 0 ? 0 : _penaltySum / _samples;
        foreach (var output in outputs)
        {
            var owner = outputs.Length == 1 ? "" : output.Name + "_";
            loss += output.LossWeight * output.MeanLoss;
            if (outputs.Length > 1)
                logs[$"{prefix}{owner}loss"] = output.MeanLoss;
            for (var i = 0; i < output.Metrics.Count; i++)
                logs[$"{prefix}{owner}{output.Metrics[i].Name}"] = output.MeanMetric(i);
        }
        logs[prefix + "loss"] = loss;
        return logs;
    }

    private void Require(int actual, int expected, string what)
    {
        if (actual != expected)
            throw new ArgumentException($"{model.FullName} has {expected} {what}, and the dataset {actual}.");
    }
}
