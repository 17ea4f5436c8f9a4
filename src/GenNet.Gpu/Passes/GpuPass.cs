using GenNet.Accelerators;
using GenNet.Kernels;

namespace GenNet;

/// <summary>
/// One run of a model's generated code on a GPU over <see cref="Rows"/> batch rows; see <see cref="Pass"/>. Calls of layers only enqueue kernels: they run one after another in the order of
/// the calls, and nothing waits for them before outputs are read. There is at least one row.
/// </summary>
public readonly struct GpuPass
{
    private readonly GpuPassMemory _memory;
    private readonly bool[]? _trained;
    private readonly int _batch;

    internal GpuPass(GpuAccelerator accelerator, int rows, GpuPassMemory memory, ulong seed = 0, ulong step = 0, bool training = false, bool[]? trained = null, int length = 0)
    {
        Accelerator = accelerator;
        Rows = _batch = rows;
        _memory = memory;
        _trained = trained;
        Seed = seed;
        Step = step;
        Training = training;
        Length = length;
    }

    private GpuPass(in GpuPass whole, int rows, ulong seed)
    {
        this = whole;
        Rows = rows;
        Seed = seed;
    }

    private GpuPass(in GpuPass whole, bool training)
    {
        this = whole;
        Training = training;
    }

    /// <summary>Number of batch rows, at least 1.</summary>
    public int Rows { get; }

    /// <inheritdoc cref="Pass.Length"/>
    public int Length { get; }

    /// <summary>What kernels are launched on.</summary>
    internal GpuAccelerator Accelerator { get; }

    /// <summary>Key of the random numbers of layers such as Dropout.</summary>
    internal ulong Seed { get; }

    /// <summary>Counter of the random numbers: the training step.</summary>
    internal ulong Step { get; }

    /// <summary>Whether layers act as in training; <c>ForwardTraining</c> and <c>Backward</c> also serve gradients of an inference run.</summary>
    internal bool Training { get; }

    /// <inheritdoc cref="Pass.CountsPenalties"/>
    internal bool CountsPenalties => _memory.CountsPenalties;

    /// <summary>Where kernels note what they refuse.</summary>
    internal GpuRefusals Refusals => _memory.Refusals ?? throw new InvalidOperationException("This pass is nobody's who would read what a kernel refuses.");

    /// <summary>What products multiply.</summary>
    internal GpuPrecision Precision => _memory.Precision;

    /// <summary>When products are left to cuBLAS.</summary>
    internal CuBlasUse CuBlas => _memory.CuBlas;

    /// <summary>Where layers add penalties to the loss of the run, a float32; none where nobody wants them.</summary>
    internal GpuTensorRef Penalty
    {
        get
        {
            _memory.HasPenalty = true;
            return _memory.Penalty;
        }
    }

    /// <inheritdoc cref="Pass.AtInference"/>
    public GpuPass AtInference => new(this, training: false);

    /// <inheritdoc cref="Pass.Each"/>
    public GpuPass Each(int steps) => new(this, checked(Rows * steps), Seed);

    /// <inheritdoc cref="Pass.OfStep"/>
    public GpuPass OfStep(int step) => new(this, Rows, Seed ^ ((ulong)step * 0x9E37_79B9_7F4A_7C15));

    /// <inheritdoc cref="Pass.StepOf"/>
    public GpuTensorRef StepOf(GpuTensorRef value, int step, int bytes) => value.IsNone ? value : value.SkipBytes((long)step * _batch * bytes);

    /// <summary>Says whose call is made next, for messages of what goes wrong in it.</summary>
    /// <param name="layer">Number of the layer; −1 for an operation.</param>
    public void Enter(int layer) => Accelerator.Layer = layer;

    /// <inheritdoc cref="Pass.Input"/>
    public GpuTensorRef Input(int index) => _memory.Inputs[index];

    /// <inheritdoc cref="Pass.Output"/>
    public GpuTensorRef Output(int index) => _memory.Outputs[index];

    /// <inheritdoc cref="Pass.Weight"/>
    public GpuTensorRef Weight(int offset) => _memory.Weights.Skip(offset);

    /// <inheritdoc cref="Pass.Trains"/>
    public bool Trains(int layer) => _trained is null || _trained[layer];

    /// <inheritdoc cref="Pass.WeightGradient"/>
    public GpuTensorRef WeightGradient(int layer, int offset) => Trains(layer) ? _memory.WeightGradients.Skip(offset) : default;

    /// <inheritdoc cref="Pass.Activation"/>
    public GpuTensorRef Activation(int offset) => _memory.Activations.Skip((long)offset * _batch);

    /// <inheritdoc cref="Pass.Fixed"/>
    public GpuTensorRef Fixed(int offset) => _memory.Fixed.Skip(offset);

    /// <inheritdoc cref="Pass.CarriedState"/>
    public GpuTensorRef CarriedState(int offset, int perRow) => StateAt(_memory.CarriedStates, offset);

    /// <inheritdoc cref="Pass.NextState"/>
    public GpuTensorRef NextState(int offset, int perRow) => StateAt(_memory.NextStates, offset);

    /// <inheritdoc cref="Pass.Gradient"/>
    public GpuTensorRef Gradient(int offset) => _memory.Gradients.Skip((long)offset * _batch);

    /// <inheritdoc cref="Pass.OutputGradient"/>
    public GpuTensorRef OutputGradient(int index) => _memory.OutputGradients[index];

    /// <inheritdoc cref="Pass.InputGradient"/>
    public GpuTensorRef InputGradient(int index) => _memory.InputGradients is { } gradients ? gradients[index] : default;

    /// <summary>
    /// Values that a layer's call needs between its own kernels, apart from what those use as <see cref="Workspace"/>: what it writes there is gone when the next call asks for the same use.
    /// </summary>
    /// <param name="use">What for.</param>
    /// <param name="floats">Float32 values.</param>
    internal GpuTensorRef Scratch(ScratchUse use, long floats) => new(Accelerator.Scratch(use, floats));

    /// <summary>
    /// Working memory of the kernels that are launched next, shared by everything on the device: a launcher asks once, for all that it needs, and what it writes there is gone when another asks.
    /// </summary>
    /// <param name="floats">Float32 values.</param>
    internal GpuTensorRef Workspace(long floats) => new(Accelerator.Workspace(floats));

    private GpuTensorRef StateAt(GpuTensorRef states, int offset) => states.IsNone ? states : states.Skip((long)offset * _batch);
}
