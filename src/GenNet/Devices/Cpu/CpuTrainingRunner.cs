using System.Diagnostics.CodeAnalysis;
using GenNet.Kernels;
using GenNet.Training.Optimizers;

namespace GenNet.Devices.Cpu;

/// <summary>Trains a model on the CPU, on the model's weights themselves: all memory is the host's, and nothing is copied.</summary>
internal sealed unsafe class CpuTrainingRunner : TrainingRunner
{
    private readonly WorkerPool _workers;
    private readonly OptimizerState _optimizer;
    private readonly bool[] _trainedLayers;
    private readonly AlignedMemory[] _inputs;
    private readonly AlignedMemory[] _inputGradients;
    private readonly AlignedMemory[] _outputs;
    private readonly AlignedMemory[] _outputGradients;
    private AlignedMemory _weightGradients;
    private AlignedMemory _fixed;
    private AlignedMemory _activations = AlignedMemory.Empty;
    private AlignedMemory _gradients = AlignedMemory.Empty;
    private TrainedWeights _trained;
    private VariableDescription[] _penalties;
    private int _trainedVersion;
    private double _penaltyOfLayers;
    private bool _training;
    private ulong _step;

    public CpuTrainingRunner(ModelInstance model, Optimizer optimizer, WorkerPool workers)
        : base(model, optimizer)
    {
        _workers = workers;
        _trainedLayers = new bool[model.Description.Layers.Count];
        _optimizer = new(model.Description, optimizer);
        _inputs = Empty(model.InputSizes.Count);
        _inputGradients = Empty(model.InputSizes.Count);
        _outputs = Empty(model.OutputSizes.Count);
        _outputGradients = Empty(model.OutputSizes.Count);
        _weightGradients = AlignedMemory.Allocate(Sizes.Weights);
        _fixed = AlignedMemory.Allocate(Sizes.TrainingFixed);
        FollowTrainedLayers();
    }

    public override ReadOnlySpan<float> WeightGradients => GradientsOfWeights;

    private Span<float> GradientsOfWeights => _weightGradients.Span(0, Sizes.Weights);

    private MemoryDescription Sizes => Model.Description.Memory;

    public override HostTensor Input(int index) => _inputs[index].Elements(Rows * Model.InputSizes.Of(index, Length), Model.Description.Inputs[index].DType);

    public override ReadOnlySpan<float> Output(int index) => _outputs[index].Span(0, Rows * Model.OutputSizes.Of(index, Length));

    public override Span<float> OutputGradient(int index) => _outputGradients[index].Span(0, Rows * Model.OutputSizes.Of(index, Length));

    public override ReadOnlySpan<float> InputGradient(int index) => _inputGradients[index].Span(0, Rows * Model.InputSizes.Of(index, Length));

    public override void Forward(bool training, ulong step)
    {
        if (_trainedVersion != Model.TrainedLayers.Version)
        {
            ClearGradients();
            FollowTrainedLayers();
        }
        _training = training;
        _step = step;
        Model.CarriedStates?.Prepare(Rows);
        Run(backward: false, inputGradients: false);
        if (training)
            Model.Weights.Changed();
    }

    public override void Backward(bool inputGradients = false)
    {
        ClearGradients();
        if (inputGradients)
        {
            Grow(_inputGradients, Model.InputSizes, Rows);
            for (var i = 0; i < _inputGradients.Length; i++)
                _inputGradients[i].Span(0, Rows * Model.InputSizes.Of(i, Length)).Clear();
        }
        Run(backward: true, inputGradients);
    }

    public override double AddPenalties() => Penalties.Apply(_penalties, Model.Weights.All, GradientsOfWeights) + _penaltyOfLayers;

    public override void ReadSlot(int slot, Span<float> values) => _optimizer.Slot(slot).CopyTo(values);

    public override void WriteSlot(int slot, ReadOnlySpan<float> values) => values.CopyTo(_optimizer.Slot(slot));

    public override void Dispose()
    {
        foreach (var memory in (AlignedMemory[][])[_inputs, _inputGradients, _outputs, _outputGradients])
            memory.AsSpan().Fill(AlignedMemory.Empty);
        _activations = _gradients = _fixed = _weightGradients = AlignedMemory.Empty;
        _optimizer.Release();
        base.Dispose();
    }

    protected override void ReserveRows(int rows)
    {
        for (var i = 0; i < _inputs.Length; i++)
            _inputs[i] = _inputs[i].AtLeast(AlignedMemory.CountOf(rows * Model.InputSizes.BytesOf(i, Length)));
        Grow(_outputs, Model.OutputSizes, rows);
        Grow(_outputGradients, Model.OutputSizes, rows);
        _activations = _activations.AtLeast((nint)rows * Sizes.TrainingActivations);
        _gradients = _gradients.AtLeast((nint)rows * Sizes.TrainingGradients);
    }

    protected override void Update(in OptimizerStep step)
    {
        var weights = Model.Weights;
        _optimizer.Apply(weights.Pointer, _weightGradients.Pointer, step, _workers);
        weights.Changed();
        Model.CarriedStates?.Commit();
        GC.KeepAlive(weights);
        GC.KeepAlive(this);
    }

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

    private void ClearGradients()
    {
        foreach (var (start, count) in _trained.Ranges)
            _weightGradients.Span(start, count).Clear();
    }

    private static AlignedMemory[] Empty(int count) => [.. Enumerable.Repeat(AlignedMemory.Empty, count)];

    private void Grow(AlignedMemory[] memory, RowSizes sizes, int rows)
    {
        for (var i = 0; i < sizes.Count; i++)
            memory[i] = memory[i].AtLeast((nint)rows * sizes.Of(i, Length));
    }

    private static void Point(AlignedMemory[] memory, TensorRef* to)
    {
        for (var i = 0; i < memory.Length; i++)
            to[i] = new(memory[i].Pointer);
    }

    private void Run(bool backward, bool inputGradients)
    {
        var weights = Model.Weights;
        var penalty = 0.0;
        var tensors = stackalloc TensorRef[2 * (_inputs.Length + _outputs.Length)];
        var memory = new PassMemory
        {
            Inputs = tensors,
            Outputs = tensors + _inputs.Length,
            OutputGradients = tensors + _inputs.Length + _outputs.Length,
            InputGradients = inputGradients ? tensors + _inputs.Length + (2 * _outputs.Length) : null,
            Weights = weights.Pointer,
            WeightGradients = _weightGradients.Pointer,
            Activations = _activations.Pointer,
            Fixed = _fixed.Pointer,
            Gradients = _gradients.Pointer,
            Penalty = &penalty,
            CountsPenalties = CountsPenalties,
        };
        if (Model.CarriedStates is { } states)
        {
            memory.CarriedStates = states.Last;
            memory.NextStates = states.Next;
            memory.StateRows = Rows;
        }
        Point(_inputs, memory.Inputs);
        Point(_outputs, memory.Outputs);
        Point(_outputGradients, memory.OutputGradients);
        if (inputGradients)
            Point(_inputGradients, memory.InputGradients);
        var pass = new Pass(Rows, _workers, memory, Model.Seed, _step, _training, _trainedLayers, Length);
        if (backward)
        {
            Model.Plan.Backward(pass);
        }
        else
        {
            Model.Plan.ForwardTraining(pass);
            _penaltyOfLayers = penalty;
        }
        GC.KeepAlive(weights);
        GC.KeepAlive(this);
    }
}
