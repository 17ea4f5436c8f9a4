using System.Diagnostics.CodeAnalysis;
using GenNet.Accelerators;
using GenNet.Devices;
using GenNet.Gpu.Kernels;
using GenNet.Training;
using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>
/// Trains a model on a GPU: weights, gradients and the values between layers stay there. The batch goes there once a step. Losses and metrics are measured there, too (<see cref="GpuStepMeter"/>);
/// for one that has no kernel, outputs come back, and gradients of the outputs go there again.
/// </summary>
internal sealed class GpuTrainingRunner : TrainingRunner, IStepMeasuring
{
    private readonly GpuDevice _device;
    private readonly GpuAccelerator _accelerator;
    private readonly IGpuPlan _plan;
    private readonly BatchTensors _inputs;
    private readonly BatchTensors _inputGradients;
    private readonly BatchTensors _outputs;
    private readonly BatchTensors _outputGradients;
    private readonly GpuMemory _activations;
    private readonly GpuMemory _gradients;
    private readonly GpuMemory _fixed;
    private readonly GpuMemory _penaltyOfLayers;
    private readonly GpuMemory _penaltySum;
    private readonly GpuWeightGradients _weightGradients;
    private readonly GpuStates? _states;
    private readonly GpuPassMemory _memory;
    private readonly GpuOptimizer _optimizer;
    private readonly bool[] _trainedLayers;
    private readonly bool _hasState;
    private TrainedWeights _trained;
    private VariableDescription[] _penalties;
    private int _trainedVersion;
    private bool _hasOutputGradients;
    private bool _training;
    private ulong _step;

    public GpuTrainingRunner(ModelInstance model, GpuDevice device, Optimizer optimizer)
        : base(model, optimizer)
    {
        _plan = device.PlanOf(model);
        if (_plan.WithoutGpuTraining.Count > 0)
        {
            throw new NotSupportedException(
                $"{model.Description.FullName} can't be trained on {device}: there is no GPU kernel for the training of {string.Join(", ", _plan.WithoutGpuTraining)}. Train it on Device.Cpu().");
        }
        (_device, _accelerator) = (device, device.Accelerator);
        var name = model.Description.FullName;
        _inputs = new(_accelerator, model.Description.Inputs, model.InputSizes, $"a batch of inputs of {name}");
        _inputGradients = new(_accelerator, model.Description.Inputs, model.InputSizes, $"gradients of the inputs of {name}");
        _outputs = new(_accelerator, model.Description.Outputs, model.OutputSizes, $"a batch of outputs of {name}");
        _outputGradients = new(_accelerator, model.Description.Outputs, model.OutputSizes, $"gradients of the outputs of {name}");
        _activations = new(_accelerator, $"the values that training of {name} keeps");
        _gradients = new(_accelerator, $"the gradients between layers of {name}");
        _fixed = new(_accelerator, $"what layers of {name} keep from forward to backward");
        _penaltyOfLayers = new(_accelerator, $"what layers of {name} add to the loss");
        _penaltySum = new(_accelerator, $"the penalties of {name}");
        _weightGradients = new(_accelerator, model.Description);
        _states = GpuStates.Of(_accelerator, model);
        Refusals = new(_accelerator);
        _memory = new() { Inputs = _inputs.Places, Outputs = _outputs.Places, OutputGradients = _outputGradients.Places, Precision = device.Precision, CuBlas = device.CuBlas, Refusals = Refusals };
        _trainedLayers = new bool[model.Description.Layers.Count];
        _hasState = model.Description.Layers.SelectMany(static layer => layer.Variables).Any(static variable => variable.IsState);
        _optimizer = GpuOptimizer.Of(optimizer, model, device);
        lock (_accelerator.Gate)
        {
            _fixed.Reserve(Sizes.TrainingFixed);
            _penaltyOfLayers.Reserve(1);
            _weightGradients.Reserve();
        }
        (_memory.Fixed, _memory.WeightGradients, _memory.Penalty) = (_fixed.Start, _weightGradients.Start, _penaltyOfLayers.Start);
        FollowTrainedLayers();
    }

    public override ReadOnlySpan<float> WeightGradients
    {
        get
        {
            lock (_accelerator.Gate)
                return _weightGradients.OnHost;
        }
    }

    private MemoryDescription Sizes => Model.Description.Memory;

    public override HostTensor Input(int index) => _inputs.Host(index, Rows, Length);

    public override ReadOnlySpan<float> Output(int index)
    {
        lock (_accelerator.Gate)
        {
            var values = _outputs.Fetch(index, Rows, Length);
            Refusals.ThrowIfAny();
            return values;
        }
    }

    public override Span<float> OutputGradient(int index) => _outputGradients.Floats(index, Rows, Length);

    public override ReadOnlySpan<float> InputGradient(int index)
    {
        lock (_accelerator.Gate)
            return _inputGradients.Fetch(index, Rows, Length);
    }

    public override void Forward(bool training, ulong step)
    {
        if (_trainedVersion != Model.TrainedLayers.Version)
            FollowTrainedLayers();
        (_training, _step) = (training, step);
        TakeWeights();
        Model.CarriedStates?.Prepare(Rows);
        using (new GpuWork(_accelerator, Model.Description))
        {
            _inputs.Upload(Rows, Length);
            _states?.Upload(Rows, _memory);
            if (_memory.HasPenalty)
                _penaltyOfLayers.Clear(0, 1);
            _plan.ForwardTraining(Pass);
            _states?.Fetch(Rows);
            _outputs.MarkChanged();
        }
        if (training && _hasState)
            Model.Weights.ChangedOnDevice();
    }

    public override void Backward(bool inputGradients = false)
    {
        TakeWeights();
        using (new GpuWork(_accelerator, Model.Description))
        {
            _weightGradients.Clear();
            if (!_hasOutputGradients)
                _outputGradients.Upload(Rows, Length);
            _hasOutputGradients = false;
            if (inputGradients)
            {
                _inputGradients.Reserve(Rows, Length);
                _inputGradients.Clear(Rows, Length);
                _inputGradients.MarkChanged();
            }
            _memory.InputGradients = inputGradients ? _inputGradients.Places : null;
            _memory.CountsPenalties = CountsPenalties;
            _plan.Backward(Pass);
        }
    }

    public override double AddPenalties()
    {
        if (_penalties.Length == 0 && !_memory.HasPenalty)
            return 0;
        Span<float> sum = stackalloc float[1];
        lock (_accelerator.Gate)
        {
            _penaltySum.Reserve(1);
            AddPenaltiesTo(_penaltySum.Start);
            _penaltySum.Read(sum);
        }
        return sum[0];
    }

    /// <summary>The same, enqueued: the sum goes to one value on the device. Its caller holds the gate.</summary>
    internal void AddPenaltiesTo(GpuTensorRef sum)
    {
        if (_memory.HasPenalty)
            GpuValues.Copy(Pass, _penaltyOfLayers.Start, sum, 1);
        else
            GpuValues.Fill(Pass, sum, 0, 1);
        foreach (var variable in _penalties)
            GpuPenalties.Add(Pass, _memory.Weights.Skip(variable.Offset), _weightGradients.Start.Skip(variable.Offset), variable.Shape.ElementCount, variable.L1, variable.L2, sum);
        if (_penalties.Length > 0)
            _weightGradients.MarkChanged();
    }

    public override void ReadSlot(int slot, Span<float> values) => _optimizer.ReadSlot(slot, values);

    public override void WriteSlot(int slot, ReadOnlySpan<float> values) => _optimizer.WriteSlot(slot, values);

    public override void Dispose()
    {
        lock (_accelerator.Gate)
        {
            foreach (var memory in (IDisposable[])[_inputs, _inputGradients, _outputs, _outputGradients, _activations, _gradients, _fixed, _penaltyOfLayers, _penaltySum, _weightGradients, _optimizer])
                memory.Dispose();
            _states?.Dispose();
            Refusals.Dispose();
        }
        base.Dispose();
    }

    protected override void ReserveRows(int rows)
    {
        try
        {
            lock (_accelerator.Gate)
                ReserveOnDevice(rows);
        }
        catch (InsufficientMemoryException error)
        {
            // What has been taken for the batch would stand in the way of a smaller one.
            ReleaseBatch();
            throw BatchMemory.TooMany(_device, Model, Optimizer, rows, error);
        }
    }

    private void ReleaseBatch()
    {
        lock (_accelerator.Gate)
        {
            foreach (var memory in (IDisposable[])[_inputs, _outputs, _outputGradients, _inputGradients, _activations, _gradients])
                memory.Dispose();
        }
    }

    private void ReserveOnDevice(int rows)
    {
        _inputs.Reserve(rows, Length);
        _outputs.Reserve(rows, Length);
        _outputGradients.Reserve(rows, Length);
        _activations.Reserve((long)rows * Sizes.TrainingActivations);
        _gradients.Reserve((long)rows * Sizes.TrainingGradients);
        (_memory.Activations, _memory.Gradients) = (_activations.Start, _gradients.Start);
    }

    protected override void Update(in OptimizerStep step)
    {
        _optimizer.Apply(_trained, _weightGradients, step);
        Model.CarriedStates?.Commit();
    }

    public StepMeter? CreateStepMeter(OutputTask[] outputs) =>
        GpuStepMeter.Knows(outputs) ? new GpuStepMeter(this, _accelerator, outputs, Model.Description.FullName) : null;

    /// <summary>What kernels have refused.</summary>
    internal GpuRefusals Refusals { get; }

    /// <summary>Where an output lies on the device.</summary>
    internal GpuTensorRef OutputPlace(int index) => _outputs.Places[index];

    /// <summary>Where the gradient of an output goes on the device, instead of <see cref="OutputGradient"/>, for who says so by <see cref="HasOutputGradients"/>.</summary>
    internal GpuTensorRef OutputGradientPlace(int index) => _outputGradients.Places[index];

    /// <summary>Says that the next backward pass finds its gradients of the outputs on the device.</summary>
    internal void HasOutputGradients() => _hasOutputGradients = true;

    /// <summary>The run over the current batch.</summary>
    internal GpuPass Pass => new(_accelerator, Rows, _memory, Model.Seed, _step, _training, _trainedLayers, Length);

    private void TakeWeights() => _memory.Weights = ((GpuWeights)Model.Weights.On(_device)).Start;

    /// <summary>Takes what is frozen and what isn't for the steps that follow. Slots of what is frozen stay as they are.</summary>
    [MemberNotNull(nameof(_trained), nameof(_penalties))]
    private void FollowTrainedLayers()
    {
        // The version first: a change meanwhile is seen by the next step.
        _trainedVersion = Model.TrainedLayers.Version;
        Model.TrainedLayers.CopyTo(_trainedLayers);
        _trained = TrainedWeights.Of(Model.Description, _trainedLayers);
        _penalties = Penalties.Of(_trained.Variables);
        _optimizer.Train(_trained);
    }
}
