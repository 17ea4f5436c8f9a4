using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of the backward pass of a SimpleRNN's rows.</summary>
internal readonly unsafe struct SimpleRNNCellBackward<TShape> : IRecurrentCellBackward<SimpleRNNCellBackward<TShape>, TShape>
    where TShape : struct, ISimpleRNNShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly StateSequence<TShape> _hidden;
    private readonly StateGradient<TShape> _gradient;

    private SimpleRNNCellBackward(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        _hidden = StateSequence<TShape>.Kept(memory.Time, memory.HiddenStates, memory.HiddenState);
        var states = (nint)rows * TShape.Units;
        var room = Scratch.Take(ScratchUse.RecurrentStates, 2 * states);
        _gradient = new(room, memory.HiddenStateGradient, memory.InitialHiddenGradient);
        Repeated = room + states;
    }

    public float* Repeated { get; }

    public static SimpleRNNCellBackward<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public void Begin(int rows) => _gradient.Begin(rows);

    public float* StateGradient(int row) => _gradient.Of(row);

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        var inputs = _memory.GateInputs == null ? null : _memory.GateInputs + offset;
        Activations.Backward(TShape.Activation, inputs, _hidden.After(row, step), _gradient.Of(row), _memory.GateGradients + offset, TShape.Units, TShape.Units);
        // All of it goes through the products.
        new Span<float>(_gradient.Of(row), TShape.Units).Clear();
    }

    public void Skip(int row, int step) => new Span<float>(_memory.GateGradients + _memory.GateOffset(row, step), TShape.Units).Clear();

    public void Multiply(int rows, int step)
    {
        if (step > 0 || _gradient.IsWanted)
        {
            var products = _memory.GateGradients + _memory.GateOffset(0, step);
            _memory.StateProduct.MultiplyBackward(_workers, products, _memory.GateRowStride, rows, 1, _gradient.Values, accumulate: true);
        }
    }

    public void End(int rows) => _gradient.End(rows);
}
