using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of an LSTM's rows. At inference states and gates are in working memory of the thread.</summary>
internal readonly unsafe struct LSTMCell<TShape> : IRecurrentCell<LSTMCell<TShape>, TShape>
    where TShape : struct, ILSTMShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly float* _gates;
    private readonly float* _activated;
    private readonly StateSequence<TShape> _hidden;
    private readonly StateSequence<TShape> _cell;

    private LSTMCell(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        if (memory.Gates != null)
        {
            _gates = memory.Gates;
            _activated = memory.Inner;
            _hidden = StateSequence<TShape>.Kept(memory.Time, memory.HiddenStates, memory.HiddenState);
            _cell = StateSequence<TShape>.Kept(memory.Time, memory.CellStates, memory.CellState);
            return;
        }
        var states = (nint)rows * TShape.Units;
        var gates = rows * memory.GateRowStride;
        _gates = Scratch.Take(ScratchUse.RecurrentStates, gates + (2 * states) + TShape.Units);
        var hidden = _gates + gates;
        var cell = hidden + states;
        _activated = cell + states;
        _hidden = StateSequence<TShape>.Running(memory.Time, hidden, memory.HiddenState == null ? hidden : memory.HiddenState);
        _cell = StateSequence<TShape>.Running(memory.Time, cell, memory.CellState == null ? cell : memory.CellState);
    }

    public static LSTMCell<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public void Begin(int rows)
    {
        _memory.InputProduct.Multiply(
            _workers, new(_memory.Input, TShape.Features), rows, _memory.Time.Count, new(_gates, _memory.GateStride) { Bias = _memory.Bias });
        _hidden.Begin(_memory.InitialHidden, rows);
        _cell.Begin(_memory.InitialCell, rows);
    }

    public void Multiply(int rows, int step)
    {
        // A hidden state of 0 has no products.
        if (step > 0 || _memory.InitialHidden != null)
        {
            var gates = _gates + _memory.GateOffset(0, step);
            _memory.StateProduct.Multiply(_workers, _hidden.Before(step), rows, 1, new(gates, _memory.GateRowStride) { Accumulate = true });
        }
    }

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        var activated = _memory.Gates == null ? _activated : _activated + (offset / LSTMGates.Count);
        new LSTMGates(TShape.Activation, TShape.RecurrentActivation, TShape.Units, TShape.Units).Forward(
            _gates + offset, _memory.GateInputs == null ? null : _memory.GateInputs + offset, _cell.Before(row, step), _cell.After(row, step), activated, _hidden.After(row, step));
    }

    public void Skip(int row, int step)
    {
        _hidden.Skip(row, step);
        _cell.Skip(row, step);
    }

    public float* StateAfter(int row, int step) => _hidden.After(row, step);
}
