using System.Globalization;
using GenNet.Devices;
using GenNet.Kernels;
using GenNet.Specs;
using GenNet.Training.Data;

namespace GenNet.Training;

/// <summary>Losses and metrics of all outputs over an epoch, under the names that Keras gives them.</summary>
internal sealed class EpochMeter(ModelDescription model, OutputTask[] outputs, DataUse use)
{
    private readonly RowSizes _inputSizes = new(model.Inputs);
    private double _penaltySum;
    private long _samples;
    private double _lastLoss = double.NaN;

    public IReadOnlyList<OutputTask> Outputs => outputs;

    /// <summary>What a device measures; null where all is measured on the host.</summary>
    public MeasuredSteps? OnDevice { get; private set; }

    /// <summary>The loss of the last batch, penalties included; NaN before the first.</summary>
    public double LastLoss
    {
        get
        {
            Collect();
            return _lastLoss;
        }
    }

    /// <summary>Timesteps of what was accepted last, in a model whose length each batch says; 0 in another.</summary>
    public int Length { get; private set; }

    /// <summary>Checks that <paramref name="data"/> fits the model.</summary>
    public void Accept(Dataset data)
    {
        if (data.Count == 0)
            throw new ArgumentException($"{model.FullName} was given a dataset without samples{(use.Place.Length == 0 ? "" : " as validation data")}.");
        Require(data.Inputs.Length, model.Inputs, "inputs");
        Require(data.Targets.Length, model.Outputs, "outputs");
        SetLength(LengthOf(data));
        for (var i = 0; i < data.Inputs.Length; i++)
        {
            var (input, size) = (model.Inputs[i], _inputSizes.Of(i, Length));
            RequireType(input, data.Inputs[i].Values.DType);
            if (data.Inputs[i].PerRow != size)
            {
                throw new ArgumentException(
                    $"{model.FullName}: input '{input.Name}' of shape {input.ShapeText(Length)} has {size} values a sample, and {use.Name} {data.Inputs[i].PerRow}: give each sample's values in that order, or declare the input with the data's shape.");
            }
        }
        for (var i = 0; i < outputs.Length; i++)
            outputs[i].Accept(data.Targets[i].PerRow, model.FullName, use);
    }

    private void SetLength(int length)
    {
        Length = length;
        foreach (var output in outputs)
            output.Length = length;
    }

    // All samples of a dataset have one length: that of the first input that has any.
    private int LengthOf(Dataset data)
    {
        for (var i = 0; i < data.Inputs.Length; i++)
        {
            var input = model.Inputs[i];
            if (!input.HasRunTimeLength)
                continue;
            return _inputSizes.LengthOf(i, data.Inputs[i].PerRow) is >= 1 and var length && length <= model.LargestLength
                ? length
                : throw new ArgumentException(
                    $"{model.FullName}: input '{input.Name}' takes sequences of 1 to {model.LargestLength} timesteps of {_inputSizes.Of(i, 1)} values, and {use.Name} has {data.Inputs[i].PerRow} values a sample: give every sample as many timesteps.");
        }
        return 0;
    }

    private void RequireLength(int length)
    {
        if (length > model.LargestLength || (length < 1 && model.LargestLength > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(length), string.Create(
                CultureInfo.InvariantCulture, $"{model.FullName} takes sequences of 1 to {model.LargestLength} timesteps, and the length is {length}: say how many the batch's have."));
        }
    }

    /// <summary>The number of samples in a batch of a model with one input and one output.</summary>
    /// <param name="inputLength">Values of the input.</param>
    /// <param name="targetLength">Values of the targets.</param>
    /// <param name="length">Timesteps of its sequences, in a model whose length each batch says.</param>
    /// <exception cref="ArgumentException">The lengths don't fit the model or each other.</exception>
    public int RowsOf(int inputLength, int targetLength, int length)
    {
        RequireLength(length);
        SetLength(length);
        Require(1, model.Inputs, "inputs");
        Require(1, model.Outputs, "outputs");
        var (rows, rest) = Math.DivRem(inputLength, _inputSizes.Of(0, length));
        if (rows == 0 || rest != 0)
            throw new ArgumentException($"{model.FullName}: {inputLength} values are no batch of input '{model.Inputs[0].Name}' of shape {model.Inputs[0].ShapeText(length)}.");
        var (perRow, left) = Math.DivRem(targetLength, rows);
        if (left != 0)
            throw new ArgumentException($"{model.FullName}: {rows} samples need {(long)rows * outputs[0].TargetsPerRow} target values, and there are {targetLength}.");
        outputs[0].Accept(perRow, model.FullName, use);
        return rows;
    }

    /// <summary>Has the device of <paramref name="runner"/> measure from now on, or the host if it can't; what was summed up so far is forgotten.</summary>
    public void MeasureOn(TrainingRunner runner)
    {
        Reset();
        OnDevice?.Dispose();
        OnDevice = (runner as IStepMeasuring)?.CreateStepMeter(outputs) is { } device ? new(device, outputs) : null;
    }

    /// <summary>Lets go of what a device has measured.</summary>
    public void Release()
    {
        OnDevice?.Dispose();
        OnDevice = null;
    }

    /// <summary>Measures a batch on the host.</summary>
    /// <returns>The weighted loss, without penalties.</returns>
    public double Measure(TrainingRunner runner, int rows, ReadOnlySpan<AlignedMemory> targets)
    {
        double loss = 0;
        for (var i = 0; i < outputs.Length; i++)
            loss += outputs[i].Measure(rows, runner.Output(i), targets[i].Span(0, rows * outputs[i].TargetsPerRow), runner.OutputGradient(i));
        return _lastLoss = loss;
    }

    /// <summary>Adds the penalties of the batch that was measured.</summary>
    public void AddPenalties(TrainingRunner runner, int rows)
    {
        if (OnDevice is { } device)
        {
            if (device.AddPenalties(rows))
                Collect();
            return;
        }
        var penalty = runner.AddPenalties();
        AddPenalty(rows, penalty);
        _lastLoss += penalty;
    }

    public void Reset()
    {
        Collect();
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

    /// <summary>Checks the values of <paramref name="data"/>, which <see cref="Accept"/> has accepted: numbers everywhere, and targets that the losses know.</summary>
    public void CheckValues(Dataset data)
    {
        for (var i = 0; i < data.Inputs.Length; i++)
            CheckInput(i, data.Inputs[i].Values);
        for (var i = 0; i < outputs.Length; i++)
            outputs[i].CheckTargets(data.Targets[i].Values.ToSingle().Span, model.FullName, use);
    }

    /// <summary>Checks that values of an input may be of <paramref name="type"/>.</summary>
    public void RequireType(int input, DType type) => RequireType(model.Inputs[input], type);

    /// <summary>Checks that <paramref name="values"/> of an input are numbers.</summary>
    public void CheckInput(int input, HostTensor values)
    {
        if (values.DType == DType.Float32 && Values.FirstNotFinite(values.Read<float>()) is >= 0 and var single)
            RefuseValue(input, single, Values.Text(values.Read<float>()[single]));
        else if (values.DType == DType.Float64 && Values.FirstNotFinite(values.Read<double>()) is >= 0 and var real)
            RefuseValue(input, real, Values.Text((float)values.Read<double>()[real]));
        else if (values.DType == DType.Float16 && Values.FirstNotFinite(values.Read<Half>()) is >= 0 and var half)
            RefuseValue(input, half, Values.Text((float)values.Read<Half>()[half]));
    }

    private void CheckInput(int input, SampleValues values)
    {
        if (values.FirstNotFinite() is >= 0 and var at)
            RefuseValue(input, at, values.TextOf(at));
    }

    private void RequireType(TensorDescription input, DType type)
    {
        if (input.DType.AtBorder() == type)
            return;
        throw new ArgumentException(
            $"{model.FullName}: input '{input.Name}' has values of {KerasEnum.Name(input.DType)}, and was given {ElementType.NameOf(type)}: give them as {ElementType.NameOf(input.DType)}, or declare the input with DType = DType.{type}.");
    }

    private void RefuseValue(int input, int at, string value)
    {
        throw new ArgumentException(
            $"{model.FullName}: input '{model.Inputs[input].Name}' of sample {at / _inputSizes.Of(input, Length)}{use.Place} holds {value}, and so would {use.Spoils}: leave such samples out, or put a number there.");
    }

    /// <summary>What there is to report, in Keras' order.</summary>
    public SortedDictionary<string, double> Logs(string prefix = "")
    {
        Collect();
        var logs = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var loss = _samples == 0 ? 0 : _penaltySum / _samples;
        foreach (var output in outputs)
        {
            var owner = outputs.Length == 1 ? "" : output.Name + "_";
            loss += output.LossWeight * output.MeanLoss;
            if (outputs.Length > 1)
                logs[$"{prefix}{owner}loss"] = output.MeanLoss;
            for (var i = 0; i < output.Metrics.Count; i++)
                logs[$"{prefix}{owner}{output.Metrics[i].Name}"] = output.MetricResult(i);
        }
        logs[prefix + "loss"] = loss;
        return logs;
    }

    private void Collect() => OnDevice?.Collect(this, ref _lastLoss);

    private void Require(int actual, IReadOnlyList<TensorDescription> expected, string what)
    {
        if (actual != expected.Count)
        {
            throw new ArgumentException(
                $"{model.FullName} has {expected.Count} {what} ({string.Join(", ", expected.Select(static tensor => tensor.Name))}), and was given values for {actual}: make a Dataset.From lists of values, one for each in that order.");
        }
    }
}
