using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of a SimpleRNN's rows: h ← activation(x·K + h·R + b). At inference states are in working memory of the thread.</summary>
internal readonly unsafe struct SimpleRNNCell<TShape> : IRecurrentCell<SimpleRNNCell<TShape>, TShape>
    where TShape : struct, ISimpleRNNShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly float* _products;
    private readonly StateSequence<TShape> _hidden;

    private SimpleRNNCell(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        if (memory.Gates != null)
        {
            _products = memory.Gates;
            _hidden = StateSequence<TShape>.Kept(memory.Time, memory.HiddenStates, memory.HiddenState);
            return;
        }
        _products = Scratch.Take(ScratchUse.RecurrentStates, (rows * memory.GateRowStride) + ((nint)rows * TShape.Units));
        var hidden = _products + (rows * memory.GateRowStride);
        _hidden = StateSequence<TShape>.Running(memory.Time, hidden, memory.HiddenState == null ? hidden : memory.HiddenState);
    }

    public static SimpleRNNCell<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public void Begin(int rows)
    {
        _memory.InputProduct.Multiply(
            _workers, new(_memory.Input, TShape.Features), rows, _memory.Time.Count, new(_products, _memory.GateStride) { Bias = _memory.Bias });
        _hidden.Begin(_memory.InitialHidden, rows);
    }

    public void Multiply(int rows, int step)
    {
        // A hidden state of 0 has no products.
        if (step > 0 || _memory.InitialHidden != null)
        {
            var products = _products + _memory.GateOffset(0, step);
            _memory.StateProduct.Multiply(_workers, _hidden.Before(step), rows, 1, new(products, _memory.GateRowStride) { Accumulate = true });
        }
    }

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        if (_memory.GateInputs != null)
            new ReadOnlySpan<float>(_products + offset, TShape.Units).CopyTo(new(_memory.GateInputs + offset, TShape.Units));
        Activations.Forward(TShape.Activation, _products + offset, _hidden.After(row, step), TShape.Units, TShape.Units);
    }

    public void Skip(int row, int step) => _hidden.Skip(row, step);

    public float* StateAfter(int row, int step) => _hidden.After(row, step);
}
