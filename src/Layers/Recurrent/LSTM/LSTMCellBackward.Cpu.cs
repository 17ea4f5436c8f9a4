using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A step of an LSTM's backward pass.</summary>
internal readonly unsafe struct LSTMCellBackward<TShape> : IRecurrentCellBackward
    where TShape : struct, ILSTMShape
{
    private const int GatesPerUnit = 4;

    private readonly WorkerPool _workers;
    private readonly LSTMMemory<TShape> _memory;
    private readonly StateSequence<TShape> _cell;
    private readonly float* _hiddenGradient;
    private readonly float* _cellGradient;

    public LSTMCellBackward(WorkerPool workers, in LSTMMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        _cell = StateSequence<TShape>.Kept(memory.Time, memory.CellStates, memory.CellState);
        var states = (nint)rows * TShape.Units;
        _hiddenGradient = Scratch.Take(ScratchUse.RecurrentStates, 3 * states);
        _cellGradient = _hiddenGradient + states;
        Repeated = _cellGradient + states;
    }

    /// <summary>Room for gradients of repeated outputs, (rows, units).</summary>
    public float* Repeated { get; }

    private static nint GateStride => (nint)GatesPerUnit * TShape.Units;

    private nint RowStride => GateStride * _memory.Time.Count;

    public void Begin(int rows)
    {
        Start(_memory.HiddenStateGradient, _hiddenGradient, rows);
        Start(_memory.CellStateGradient, _cellGradient, rows);
    }

    public float* StateGradient(int row) => _hiddenGradient + ((nint)row * TShape.Units);

    public void Step(int row, int step)
    {
        var units = TShape.Units;
        var gates = _memory.Gates + Offset(row, step);
        var forget = gates + units;
        var fresh = forget + units;
        var outward = fresh + units;
        var inputs = _memory.GateInputs == null ? null : _memory.GateInputs + Offset(row, step);
        var before = _cell.Before(row, step);
        var activated = _memory.ActivatedCells + (Offset(row, step) / GatesPerUnit);
        var hidden = StateGradient(row);
        var cell = _cellGradient + ((nint)row * units);
        var ofInput = _memory.GateGradients + Offset(row, step);
        var ofForget = ofInput + units;
        var ofFresh = ofForget + units;
        var ofOutward = ofFresh + units;

        // Through h = o · activation(c), with the memory of the output gate's gradient as room.
        Products.Set(hidden, outward, ofOutward, units);
        Activations.Backward(TShape.Activation, _cell.After(row, step), activated, ofOutward, ofOutward, units, units);
        TensorPrimitives.Add(new ReadOnlySpan<float>(cell, units), new ReadOnlySpan<float>(ofOutward, units), new Span<float>(cell, units));
        Products.Set(hidden, activated, ofOutward, units);

        // Through c = f · c + i · g.
        Products.Set(cell, fresh, ofInput, units);
        Products.Set(cell, before, ofForget, units);
        Products.Set(cell, gates, ofFresh, units);
        Products.Set(cell, forget, cell, units);

        Activations.Backward(TShape.RecurrentActivation, inputs, gates, ofInput, ofInput, 2 * units, units);
        Activations.Backward(TShape.Activation, At(inputs, 2 * units), fresh, ofFresh, ofFresh, units, units);
        Activations.Backward(TShape.RecurrentActivation, At(inputs, 3 * units), outward, ofOutward, ofOutward, units, units);
        // All of the hidden state's goes through its products, which Multiply adds.
        new Span<float>(hidden, units).Clear();
    }

    public void Skip(int row, int step) => new Span<float>(_memory.GateGradients + Offset(row, step), GatesPerUnit * TShape.Units).Clear();

    public void Multiply(int rows, int step)
    {
        if (step > 0 || _memory.InitialHiddenGradient != null)
            _memory.StateProduct.MultiplyBackward(_workers, _memory.GateGradients + Offset(0, step), RowStride, rows, 1, _hiddenGradient, accumulate: true);
    }

    public void End(int rows)
    {
        var count = checked(rows * TShape.Units);
        if (_memory.InitialHiddenGradient != null)
            new ReadOnlySpan<float>(_hiddenGradient, count).CopyTo(new(_memory.InitialHiddenGradient, count));
        if (_memory.InitialCellGradient != null)
            new ReadOnlySpan<float>(_cellGradient, count).CopyTo(new(_memory.InitialCellGradient, count));
    }

    private static void Start(float* gradient, float* at, int rows)
    {
        var target = new Span<float>(at, checked(rows * TShape.Units));
        if (gradient == null)
            target.Clear();
        else
            new ReadOnlySpan<float>(gradient, target.Length).CopyTo(target);
    }

    private nint Offset(int row, int step) => (row * RowStride) + (_memory.Time.TimeOf(step) * GateStride);

    private static float* At(float* values, int offset) => values == null ? null : values + offset;
}
