using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of the backward pass of a GRU's rows.</summary>
internal readonly unsafe struct GRUCellBackward<TShape> : IRecurrentCellBackward<GRUCellBackward<TShape>, TShape>
    where TShape : struct, IGRUShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly StateSequence<TShape> _hidden;
    private readonly StateGradient<TShape> _gradient;
    private readonly float* _ofReset;

    private GRUCellBackward(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        _hidden = StateSequence<TShape>.Kept(memory.Time, memory.HiddenStates, memory.HiddenState);
        var states = (nint)rows * TShape.Units;
        var room = Scratch.Take(ScratchUse.RecurrentStates, 3 * states);
        _gradient = new(room, memory.HiddenStateGradient, memory.InitialHiddenGradient);
        Repeated = room + states;
        _ofReset = Repeated + states;
    }

    public float* Repeated { get; }

    private static int Units => TShape.Units;

    public static GRUCellBackward<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public static void AddGradients(
        in Pass pass, in RecurrentMemory<TShape> memory, float* inputGradient, float* kernelGradient, float* recurrentKernelGradient, float* biasGradient)
    {
        var steps = memory.Time.Count;
        GateGradients<TShape>.AddInput(pass, memory, inputGradient, kernelGradient, biasGradient);
        if (TShape.ResetAfter && biasGradient != null)
            GateGradients<TShape>.AddBias(pass, memory, memory.StateGateGradients, biasGradient + memory.GateStride);
        if (recurrentKernelGradient == null)
            return;
        if (TShape.ResetAfter)
        {
            memory.StateProduct.AddMatrixGradient(pass.Workers, memory.HiddenStates, memory.StateGateGradients, pass.Rows, steps, recurrentKernelGradient);
            return;
        }
        memory.StateProduct.Part(0, 2).AddMatrixGradient(pass.Workers, memory.HiddenStates, memory.GateGradients, pass.Rows, steps, recurrentKernelGradient);
        memory.StateProduct.Part(2, 1).AddMatrixGradient(pass.Workers, memory.Inner, memory.GateGradients, pass.Rows, steps, recurrentKernelGradient);
    }

    public void Begin(int rows) => _gradient.Begin(rows);

    public float* StateGradient(int row) => _gradient.Of(row);

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        var update = _memory.Gates + offset;
        var reset = update + Units;
        var fresh = reset + Units;
        var ofUpdate = _memory.GateGradients + offset;
        var ofReset = ofUpdate + Units;
        var ofFresh = ofReset + Units;
        GRUGates.MixBackward(update, fresh, _hidden.Before(row, step), _gradient.Of(row), ofUpdate, ofFresh, Units);
        Activations.Backward(TShape.Activation, InputsOf(offset, 2), fresh, ofFresh, ofFresh, Units, Units);
        if (!TShape.ResetAfter)
        {
            // The reset gate's comes through the product with the state that it was applied to, which Multiply takes back.
            Activations.Backward(TShape.RecurrentActivation, InputsOf(offset, 0), update, ofUpdate, ofUpdate, Units, Units);
            return;
        }
        Products.Set(ofFresh, _memory.Inner + (offset / GRUGates.Count), ofReset, Units);
        Activations.Backward(TShape.RecurrentActivation, InputsOf(offset, 0), update, ofUpdate, ofUpdate, 2 * Units, Units);
        var ofProducts = _memory.StateGateGradients + offset;
        new ReadOnlySpan<float>(ofUpdate, 2 * Units).CopyTo(new(ofProducts, 2 * Units));
        Products.Set(ofFresh, reset, ofProducts + (2 * Units), Units);
    }

    public void Skip(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        new Span<float>(_memory.GateGradients + offset, GRUGates.Count * Units).Clear();
        if (TShape.ResetAfter)
            new Span<float>(_memory.StateGateGradients + offset, GRUGates.Count * Units).Clear();
    }

    public void Multiply(int rows, int step)
    {
        var isWanted = step > 0 || _gradient.IsWanted;
        var offset = _memory.GateOffset(0, step);
        if (TShape.ResetAfter)
        {
            if (isWanted)
                _memory.StateProduct.MultiplyBackward(_workers, _memory.StateGateGradients + offset, _memory.GateRowStride, rows, 1, _gradient.Values, accumulate: true);
            return;
        }
        var gates = _memory.GateGradients + offset;
        _memory.StateProduct.Part(2, 1).MultiplyBackward(_workers, gates, _memory.GateRowStride, rows, 1, _ofReset, accumulate: false);
        for (var row = 0; row < rows; row++)
            ResetBackward(row, step);
        if (isWanted)
            _memory.StateProduct.Part(0, 2).MultiplyBackward(_workers, gates, _memory.GateRowStride, rows, 1, _gradient.Values, accumulate: true);
    }

    public void End(int rows) => _gradient.End(rows);

    // Through reset · state.
    private void ResetBackward(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        var reset = _memory.Gates + offset + Units;
        var product = _ofReset + ((nint)row * Units);
        var gate = _memory.GateGradients + offset + Units;
        Products.Set(product, _hidden.Before(row, step), gate, Units);
        Products.Add(product, reset, _gradient.Of(row), Units);
        Activations.Backward(TShape.RecurrentActivation, InputsOf(offset, 1), reset, gate, gate, Units, Units);
    }

    private float* InputsOf(nint offset, int gate) => _memory.GateInputs == null ? null : _memory.GateInputs + offset + (gate * Units);
}
