using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// A step of an LSTM: gates i, f, o = recurrentActivation(x·K + h·R + b), new values g = activation(x·K + h·R + b), then c ← f·c + i·g and h ← o·activation(c)
/// (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). At inference states and gates are in working memory of the thread.
/// </summary>
internal readonly unsafe struct LSTMCell<TShape> : IRecurrentCell
    where TShape : struct, ILSTMShape
{
    private const int GatesPerUnit = 4;

    private readonly WorkerPool _workers;
    private readonly LSTMMemory<TShape> _memory;
    private readonly float* _gates;
    private readonly float* _activated;
    private readonly StateSequence<TShape> _hidden;
    private readonly StateSequence<TShape> _cell;

    public LSTMCell(WorkerPool workers, in LSTMMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        if (memory.Gates != null)
        {
            _gates = memory.Gates;
            _activated = memory.ActivatedCells;
            _hidden = StateSequence<TShape>.Kept(memory.Time, memory.HiddenStates, memory.HiddenState);
            _cell = StateSequence<TShape>.Kept(memory.Time, memory.CellStates, memory.CellState);
            return;
        }
        var states = (nint)rows * TShape.Units;
        _gates = Scratch.Take(ScratchUse.RecurrentStates, (states * GatesPerUnit * memory.Time.Count) + (2 * states) + TShape.Units);
        var hidden = _gates + (states * GatesPerUnit * memory.Time.Count);
        var cell = hidden + states;
        _activated = cell + states;
        _hidden = StateSequence<TShape>.Running(memory.Time, hidden, memory.HiddenState == null ? hidden : memory.HiddenState);
        _cell = StateSequence<TShape>.Running(memory.Time, cell, memory.CellState == null ? cell : memory.CellState);
    }

    private static nint GateStride => (nint)GatesPerUnit * TShape.Units;

    private nint RowStride => GateStride * _memory.Time.Count;

    public void Begin(int rows)
    {
        _memory.InputProduct.Multiply(
            _workers, new(_memory.Input, TShape.Features), rows, _memory.Time.Count, new(_gates, GateStride) { Bias = _memory.Bias });
        _hidden.Begin(_memory.InitialHidden, rows);
        _cell.Begin(_memory.InitialCell, rows);
    }

    public void Multiply(int rows, int step)
    {
        // A hidden state of 0 has no products.
        if (step > 0 || _memory.InitialHidden != null)
            _memory.StateProduct.Multiply(_workers, _hidden.Before(step), rows, 1, new(GatesOf(0, step), RowStride) { Accumulate = true });
    }

    public void Step(int row, int step)
    {
        var units = TShape.Units;
        var gates = GatesOf(row, step);
        if (_memory.GateInputs != null)
            new ReadOnlySpan<float>(gates, GatesPerUnit * units).CopyTo(new(_memory.GateInputs + (gates - _gates), GatesPerUnit * units));
        var forget = gates + units;
        var fresh = forget + units;
        var outward = fresh + units;
        Activations.Forward(TShape.RecurrentActivation, gates, gates, 2 * units, units);
        Activations.Forward(TShape.Activation, fresh, fresh, units, units);
        Activations.Forward(TShape.RecurrentActivation, outward, outward, units, units);
        var after = _cell.After(row, step);
        Products.Set(forget, _cell.Before(row, step), after, units);
        Products.Add(gates, fresh, after, units);
        var activated = _memory.Gates == null ? _activated : _activated + ((gates - _gates) / GatesPerUnit);
        Activations.Forward(TShape.Activation, after, activated, units, units);
        Products.Set(outward, activated, _hidden.After(row, step), units);
    }

    public void Skip(int row, int step)
    {
        _hidden.Skip(row, step);
        _cell.Skip(row, step);
    }

    public float* StateAfter(int row, int step) => _hidden.After(row, step);

    private float* GatesOf(int row, int step) => _gates + (row * RowStride) + (_memory.Time.TimeOf(step) * GateStride);
}
