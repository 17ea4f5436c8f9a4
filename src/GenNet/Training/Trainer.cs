using System.Globalization;
using GenNet.Kernels;
using GenNet.Training;
using GenNet.Training.Data;
using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>
/// Trains one model. The model owns its weights; the trainer owns everything else that a run has: optimizer slots, step, epoch. So saving weights doesn't save a run.
/// </summary>
public sealed partial class Trainer : IDisposable
{
    private TrainingRunner _runner;
    private readonly EpochMeter _meter;
    private readonly OutputTask[] _outputs;
    private readonly AlignedMemory[] _targets;
    private int[] _order = [];
    private Device _device;
    private bool _mustBeFinite;

    /// <summary>Trains every output of <paramref name="model"/> with the same loss and metrics.</summary>
    /// <param name="model">The model; it isn't disposed with the trainer.</param>
    /// <param name="optimizer">How weights follow gradients.</param>
    /// <param name="loss">What becomes small.</param>
    /// <param name="metrics">What is reported besides.</param>
    /// <exception cref="NotSupportedException">The model's device can't train, or the model computes in another type than float32.</exception>
    public Trainer(Model model, Optimizer optimizer, Loss loss, params ReadOnlySpan<Metric> metrics)
        : this(model, optimizer, OfEachOutput(model, loss), null, metrics)
    {
    }

    /// <summary>Trains each output of <paramref name="model"/> with a loss of its own.</summary>
    /// <param name="model">The model; it isn't disposed with the trainer.</param>
    /// <param name="optimizer">How weights follow gradients.</param>
    /// <param name="losses">A loss for each output, in the model's order.</param>
    /// <param name="lossWeights">A factor for each loss in their sum; 1 if null.</param>
    /// <param name="metrics">What is reported besides, of each output.</param>
    /// <exception cref="ArgumentException">There is another number of losses or factors than outputs, a factor isn't finite, or two metrics have one name.</exception>
    /// <exception cref="NotSupportedException">
    /// The model's device can't train, the model computes in another type than float32, or a layer of one's own without a backward pass stands behind weights that are trained.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is a layer of another one, which is what can be trained.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public Trainer(Model model, Optimizer optimizer, IReadOnlyList<Loss> losses, IReadOnlyList<double>? lossWeights, params ReadOnlySpan<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(losses);
        ObjectDisposedException.ThrowIf(model.IsDisposed, model);
        model.ThrowIfPart("training");
        BackwardCheck.Require(model);
        var outputs = model.Description.Outputs;
        RequireOneForEach(model, losses.Count, "losses", nameof(losses));
        RequireOneForEach(model, lossWeights?.Count ?? outputs.Count, "factors of losses", nameof(lossWeights));
        foreach (var loss in losses)
            ArgumentNullException.ThrowIfNull(loss, nameof(losses));
        foreach (var factor in lossWeights ?? [])
            Require.Finite(factor, nameof(lossWeights));
        Model = model;
        Optimizer = optimizer;
        var requested = metrics.ToArray();
        foreach (var metric in requested)
            ArgumentNullException.ThrowIfNull(metric, nameof(metrics));
        if (requested.GroupBy(static metric => metric.Name).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two metrics are called '{twice.Key}', and only one could be reported under it: give them names of their own.", nameof(metrics));
        _outputs = [.. outputs.Select((output, i) => new OutputTask(output, losses[i], lossWeights?[i] ?? 1, requested))];
        _meter = new EpochMeter(model.Description, _outputs, DataUse.Training);
        _targets = [.. outputs.Select(static _ => AlignedMemory.Empty)];
        _device = model.Device;
        _runner = _device.CreateTrainingRunner(model.Instance, optimizer);
        _runner.CountsPenalties = true;
        _meter.MeasureOn(_runner);
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The optimizer's options.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Steps done, each of one batch.</summary>
    public long Iterations => _runner.Iterations;

    /// <summary>Epochs done, over all calls of Fit.</summary>
    public int Epochs { get; private set; }

    /// <summary>
    /// The learning rate of the next step. A rate that is set stays until it is set again; as in Keras, one that follows a schedule isn't set. The optimizer and its other
    /// trainers keep theirs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative number, infinity or NaN.</exception>
    /// <exception cref="InvalidOperationException">It is set although the optimizer has a schedule, or a schedule gives no such number.</exception>
    public double LearningRate
    {
        get => _runner.LearningRate;
        set => _runner.LearningRate = value;
    }

    /// <summary>The loss of the last step's batch before that step, penalties included; NaN before the first. Not finite: training has diverged.</summary>
    public double LastLoss => _meter.LastLoss;

    /// <summary>One step on a batch of a model with one input and one output. Allocates nothing once a batch of this size has been seen.</summary>
    /// <param name="input">The batch, row-major.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="length">Timesteps of its sequences, in a model whose length each batch says (<see cref="InputAttribute.VariableLength"/>).</param>
    /// <returns>The loss before the step, penalties included.</returns>
    /// <exception cref="ArgumentException">A length doesn't fit the model, an input holds NaN or infinity, or a target is none of the loss's.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained already, or the learning rate of the step is no finite number of at least 0.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its model is disposed.</exception>
    public double Step(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, int length = 0) => Step(HostTensor.Of(input), targets, length);

    /// <summary>One step on a batch of a model with one input of any type, <c>HostTensor.Of(ids)</c>, and one output.</summary>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    public double Step(HostTensor input, ReadOnlySpan<float> targets, int length = 0)
    {
        using var run = Begin();
        var rows = Stage(input, targets.Length, length);
        targets.CopyTo(Targets(0, rows));
        _outputs[0].CheckTargets(targets, Model.Description.FullName, DataUse.Training);
        Step(rows);
        return LastLoss;
    }

    /// <summary>One step on a batch of a model with one input and one output that is trained by labels.</summary>
    /// <param name="input">The batch, row-major.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="length">Timesteps of its sequences, in a model whose length each batch says (<see cref="InputAttribute.VariableLength"/>).</param>
    /// <returns>The loss before the step, penalties included.</returns>
    /// <exception cref="ArgumentException">A length doesn't fit the model, an input holds NaN or infinity, or a target is none of the loss's.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained already, or the learning rate of the step is no finite number of at least 0.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its model is disposed.</exception>
    public double Step(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, int length = 0) => Step(HostTensor.Of(input), labels, length);

    /// <summary>One step on a batch of a model with one input of any type, <c>HostTensor.Of(ids)</c>, and one output that is trained by labels.</summary>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, int)"/>
    public double Step(HostTensor input, ReadOnlySpan<int> labels, int length = 0)
    {
        using var run = Begin();
        var rows = Stage(input, labels.Length, length);
        System.Numerics.Tensors.TensorPrimitives.ConvertSaturating(labels, Targets(0, rows));
        _outputs[0].CheckTargets(Targets(0, rows), Model.Description.FullName, DataUse.Training);
        Step(rows);
        return LastLoss;
    }

    /// <summary>One step on all samples of <paramref name="batch"/>.</summary>
    /// <returns>The loss before the step, penalties included.</returns>
    /// <exception cref="ArgumentException">The samples don't fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained already, or the learning rate of the step is no finite number of at least 0.</exception>
    /// <exception cref="ObjectDisposedException">The trainer or its model is disposed.</exception>
    public double Step(Dataset batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var run = Begin();
        _meter.Accept(batch);
        _meter.CheckValues(batch);
        ReserveOrder(batch.Count);
        Shuffle.InOrder(_order.AsSpan(0, batch.Count));
        Step(batch, _order.AsSpan(0, batch.Count));
        return LastLoss;
    }

    /// <summary>Whether losses and metrics are measured where the outputs are, and read when somebody asks.</summary>
    internal bool IsMeasuredOnDevice => _meter.OnDevice is not null;

    private static Loss[] OfEachOutput(Model model, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        return [.. model.Description.Outputs.Select(_ => loss)];
    }

    private static void RequireOneForEach(Model model, int given, string what, string parameter)
    {
        var outputs = model.Description.Outputs;
        if (given != outputs.Count)
        {
            throw new ArgumentException(
                $"{model.Description.FullName} was given {given} {what}, and has {outputs.Count} {(outputs.Count == 1 ? "output" : "outputs")}: give one for each, in the order {string.Join(", ", outputs.Select(static o => o.Name))}.", parameter);
        }
    }

    private void ReserveOrder(int count)
    {
        if (_order.Length < count)
            _order = new int[count];
    }

    private void Step(Dataset data, ReadOnlySpan<int> order)
    {
        _runner.Reserve(order.Length, _meter.Length);
        for (var i = 0; i < data.Inputs.Length; i++)
            data.Inputs[i].Gather(order, _runner.Input(i));
        for (var i = 0; i < _outputs.Length; i++)
            data.Targets[i].Gather(order, HostTensor.Of(Targets(i, order.Length)));
        Step(order.Length);
    }

    private int Stage(HostTensor input, int targetLength, int length)
    {
        var rows = _meter.RowsOf(input.Length, targetLength, length);
        _meter.RequireType(0, input.DType);
        _meter.CheckInput(0, input);
        _runner.Reserve(rows, length);
        input.CopyTo(_runner.Input(0));
        return rows;
    }

    private Span<float> Targets(int output, int rows)
    {
        var count = checked(rows * _outputs[output].TargetsPerRow);
        if (_meter.OnDevice is { } device)
            return device.Targets(output, count);
        _targets[output] = _targets[output].AtLeast(count);
        return _targets[output].Span(0, count);
    }

    /// <summary>One step on the batch that inputs and targets hold. It changes weights and layers' state in place, so nobody reads them until its end.</summary>
    private void Step(int rows)
    {
        ThrowIfDisposed();
        if (!Require.IsRate(LearningRate))
            throw new InvalidOperationException(NotFinite.DescribeRate(this));
        using var change = Model.ChangeWeights("a training step");
        _runner.Forward(training: true, (ulong)_runner.Iterations);
        if (_meter.OnDevice is { } device)
        {
            device.Measure();
            // The first step alone waits for the device.
            if (_mustBeFinite)
                RequireFinite(device.Loss());
        }
        else
        {
            var loss = _meter.Measure(_runner, rows, _targets);
            if (_mustBeFinite)
                RequireFinite(loss);
        }
        _runner.Backward();
        _meter.AddPenalties(_runner, rows);
        _runner.Update();
    }

    private void RequireFinite(double loss)
    {
        if (!double.IsFinite(loss))
            throw new InvalidOperationException(NotFinite.Describe(Model, loss));
    }

    /// <summary>The model and how far its training is.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Trainer of {Model.Description.FullName}: {Optimizer}, {Iterations} steps, {Epochs} epochs, loss {LastLoss:G6}");
}
