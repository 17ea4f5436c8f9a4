using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of a ConvLSTM's rows. At inference states and gates are in working memory of the thread, the gates of the current step alone.</summary>
internal readonly unsafe struct ConvLSTMCell<TShape> : IRecurrentCell<ConvLSTMCell<TShape>, TShape>
    where TShape : struct, IConvLSTMShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly float* _gates;
    private readonly float* _activated;
    private readonly StateSequence<TShape> _hidden;
    private readonly StateSequence<TShape> _cell;

    private ConvLSTMCell(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
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
        _gates = Scratch.Take(ScratchUse.RecurrentStates, ((LSTMGates.Count + 2) * states) + TShape.Units);
        var hidden = _gates + (LSTMGates.Count * states);
        var cell = hidden + states;
        _activated = cell + states;
        _hidden = StateSequence<TShape>.Running(memory.Time, hidden, memory.HiddenState == null ? hidden : memory.HiddenState);
        _cell = StateSequence<TShape>.Running(memory.Time, cell, memory.CellState == null ? cell : memory.CellState);
    }

    public static ConvLSTMCell<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public void Begin(int rows)
    {
        _hidden.Begin(_memory.InitialHidden, rows);
        _cell.Begin(_memory.InitialCell, rows);
    }

    public void Multiply(int rows, int step)
    {
        for (var row = 0; row < rows; row++)
        {
            var gates = GatesOf(row, step);
            ImageGates<TShape>.Begin(gates, _memory.Bias);
            var image = (((nint)row * _memory.Time.Count) + _memory.Time.TimeOf(step)) * TShape.Features;
            ConvLSTMConvolutions<TShape>.OfInput(_memory, row).Add(_workers, _memory.Input + image, gates);
            // A hidden state of 0 has no products.
            if (step > 0 || _memory.InitialHidden != null)
                ConvLSTMConvolutions<TShape>.OfState(_memory, row).Add(_workers, _hidden.Before(row, step), gates);
        }
    }

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        var activated = _memory.Gates == null ? _activated : _activated + (offset / LSTMGates.Count);
        ImageGates<TShape>.Forward(
            GatesOf(row, step), _memory.GateInputs == null ? null : _memory.GateInputs + offset, _cell.Before(row, step), _cell.After(row, step), activated, _hidden.After(row, step));
    }

    public void Skip(int row, int step)
    {
        _hidden.Skip(row, step);
        _cell.Skip(row, step);
    }

    public float* StateAfter(int row, int step) => _hidden.After(row, step);

    private float* GatesOf(int row, int step) => _gates + (_memory.Gates == null ? row * _memory.GateStride : _memory.GateOffset(row, step));
}
