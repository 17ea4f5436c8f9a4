using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of the backward pass of an LSTM's rows.</summary>
internal readonly unsafe struct LSTMCellBackward<TShape> : IRecurrentCellBackward<LSTMCellBackward<TShape>, TShape>
    where TShape : struct, ILSTMShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly StateSequence<TShape> _cell;
    private readonly StateGradient<TShape> _hiddenGradient;
    private readonly StateGradient<TShape> _cellGradient;

    private LSTMCellBackward(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        _cell = StateSequence<TShape>.Kept(memory.Time, memory.CellStates, memory.CellState);
        var states = (nint)rows * TShape.Units;
        var room = Scratch.Take(ScratchUse.RecurrentStates, 3 * states);
        _hiddenGradient = new(room, memory.HiddenStateGradient, memory.InitialHiddenGradient);
        _cellGradient = new(room + states, memory.CellStateGradient, memory.InitialCellGradient);
        Repeated = room + (2 * states);
    }

    public float* Repeated { get; }

    public static LSTMCellBackward<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public void Begin(int rows)
    {
        _hiddenGradient.Begin(rows);
        _cellGradient.Begin(rows);
    }

    public float* StateGradient(int row) => _hiddenGradient.Of(row);

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        new LSTMGates(TShape.Activation, TShape.RecurrentActivation, TShape.Units, TShape.Units).Backward(
            _memory.Gates + offset, _memory.GateInputs == null ? null : _memory.GateInputs + offset, _cell.Before(row, step), _cell.After(row, step),
            _memory.Inner + (offset / LSTMGates.Count), _hiddenGradient.Of(row), _cellGradient.Of(row), _memory.GateGradients + offset);
    }

    public void Skip(int row, int step) => new Span<float>(_memory.GateGradients + _memory.GateOffset(row, step), LSTMGates.Count * TShape.Units).Clear();

    public void Multiply(int rows, int step)
    {
        if (step > 0 || _hiddenGradient.IsWanted)
        {
            var gates = _memory.GateGradients + _memory.GateOffset(0, step);
            _memory.StateProduct.MultiplyBackward(_workers, gates, _memory.GateRowStride, rows, 1, _hiddenGradient.Values, accumulate: true);
        }
    }

    public void End(int rows)
    {
        _hiddenGradient.End(rows);
        _cellGradient.End(rows);
    }
}
