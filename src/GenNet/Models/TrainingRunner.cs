using GenNet.Devices.Cpu;
using GenNet.Kernels;

namespace GenNet;

/// <summary>
/// Runs a model's generated training code over one batch: owns the batch's inputs and outputs, the values that forward keeps for
/// backward, and all gradients. Use: <see cref="Reserve(int)"/>, fill <see cref="Input"/>, <see cref="Forward"/>, fill
/// <see cref="OutputGradient"/>, <see cref="Backward"/>.
/// </summary>
internal sealed unsafe class TrainingRunner
{
    private readonly Model _model;
    private readonly WorkerPool _workers;
    private readonly MemoryDescription _sizes;
    private readonly int[] _inputSizes;
    private readonly int[] _outputSizes;
    private readonly AlignedMemory[] _inputs;
    private readonly AlignedMemory[] _inputGradients;
    private readonly AlignedMemory[] _outputs;
    private readonly AlignedMemory[] _outputGradients;
    private readonly BatchLimit _limit;
    private AlignedMemory _weightGradients;
    private AlignedMemory _fixed;
    private AlignedMemory _activations = AlignedMemory.Empty;
    private AlignedMemory _gradients = AlignedMemory.Empty;
    private bool _training;
    private ulong _step;

    public TrainingRunner(Model model)
    {
        if (model.Device is not CpuDevice cpu)
            throw new NotSupportedException($"{model.Description.FullName} can't be trained on {model.Device}: create it with Device.Cpu(), train, and load the weights into a model on that device.");
        _model = model;
        _workers = cpu.Workers;
        _sizes = model.Description.Memory;
        _inputSizes = SizesOf(model.Description.Inputs);
        _outputSizes = SizesOf(model.Description.Outputs);
        _inputs = Empty(_inputSizes.Length);
        _inputGradients = Empty(_inputSizes.Length);
        _outputs = Empty(_outputSizes.Length);
        _outputGradients = Empty(_outputSizes.Length);
        _limit = BatchLimit.OfTraining(model.Description);
        _weightGradients = AlignedMemory.Allocate(_sizes.Weights);
        _fixed = AlignedMemory.Allocate(_sizes.TrainingFixed);
    }

    /// <summary>Rows of the current batch.</summary>
    public int Rows { get; private set; }

    /// <summary>Gradients of the last <see cref="Backward"/> in the layout of the weight arena.</summary>
    public Span<float> WeightGradients => _weightGradients.Span(0, _sizes.Weights);

    internal float* WeightGradientPointer => _weightGradients.Pointer;

    internal WorkerPool Workers => _workers;

    /// <summary>Refuses a batch of too many rows.</summary>
    /// <exception cref="ArgumentException">There is no room for so many; the message says for how many there is.</exception>
    public void Require(long rows) => _limit.Require(rows);

    /// <summary>Makes room for a batch of <paramref name="rows"/> rows; memory is kept from batch to batch.</summary>
    /// <exception cref="ArgumentException">There is no room for so many.</exception>
    public void Reserve(int rows)
    {
        Require(rows);
        Rows = rows;
        Grow(_inputs, _inputSizes);
        Grow(_outputs, _outputSizes);
        Grow(_outputGradients, _outputSizes);
        _activations = _activations.AtLeast((nint)rows * _sizes.TrainingActivations);
        _gradients = _gradients.AtLeast((nint)rows * _sizes.TrainingGradients);
    }

    /// <summary>Where the batch's input <paramref name="index"/> goes.</summary>
    public Span<float> Input(int index) => _inputs[index].Span(0, Rows * _inputSizes[index]);

    /// <summary>Output <paramref name="index"/> of the last <see cref="Forward"/>.</summary>
    public ReadOnlySpan<float> Output(int index) => _outputs[index].Span(0, Rows * _outputSizes[index]);

    /// <summary>Where the gradient of the loss by output <paramref name="index"/> goes.</summary>
    public Span<float> OutputGradient(int index) => _outputGradients[index].Span(0, Rows * _outputSizes[index]);

    /// <summary>Gradient of the loss by input <paramref name="index"/>, after a <see cref="Backward"/> that was asked for it.</summary>
    public ReadOnlySpan<float> InputGradient(int index) => _inputGradients[index].Span(0, Rows * _inputSizes[index]);

    /// <summary>Inputs to outputs, keeping what <see cref="Backward"/> needs.</summary>
    /// <param name="training">Whether layers such as Dropout and BatchNormalization act as in training.</param>
    /// <param name="step">Number of the training step, from which random layers draw.</param>
    public void Forward(bool training, ulong step)
    {
        _training = training;
        _step = step;
        Run(backward: false, inputGradients: false);
        if (training)
            _model.WeightArena.Changed();
    }

    /// <summary>Gradients of the outputs to gradients of the weights, and of the inputs if <paramref name="inputGradients"/>.</summary>
    public void Backward(bool inputGradients = false)
    {
        WeightGradients.Clear();
        if (inputGradients)
        {
            Grow(_inputGradients, _inputSizes);
            for (var i = 0; i < _inputSizes.Length; i++)
                _inputGradients[i].Span(0, Rows * _inputSizes[i]).Clear();
        }
        Run(backward: true, inputGradients);
    }

    /// <summary>Lets go of the memory, when nothing runs.</summary>
    public void Release()
    {
        foreach (var memory in (AlignedMemory[][])[_inputs, _inputGradients, _outputs, _outputGradients])
            memory.AsSpan().Fill(AlignedMemory.Empty);
        _activations = _gradients = _fixed = _weightGradients = AlignedMemory.Empty;
    }

    private static int[] SizesOf(IReadOnlyList<TensorDescription> tensors) => [.. tensors.Select(static t => checked((int)t.Shape.ElementCount))];

    private static AlignedMemory[] Empty(int count) => [.. Enumerable.Range(0, count).Select(static _ => AlignedMemory.Empty)];

    private static void Point(AlignedMemory[] memory, TensorRef* to)
    {
        for (var i = 0; i < memory.Length; i++)
            to[i] = new(memory[i].Pointer);
    }

    private void Grow(AlignedMemory[] memory, int[] sizes)
    {
        for (var i = 0; i < sizes.Length; i++)
            memory[i] = memory[i].AtLeast((nint)Rows * sizes[i]);
    }

    private void Run(bool backward, bool inputGradients)
    {
        var weights = _model.WeightArena;
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
        };
        Point(_inputs, memory.Inputs);
        Point(_outputs, memory.Outputs);
        Point(_outputGradients, memory.OutputGradients);
        if (inputGradients)
            Point(_inputGradients, memory.InputGradients);
        var pass = new Pass(Rows, _workers, memory, _model.Seed, _step, _training);
        if (backward)
            _model.Plan.Backward(pass);
        else
            _model.Plan.ForwardTraining(pass);
        GC.KeepAlive(weights);
        GC.KeepAlive(this);
    }
}
