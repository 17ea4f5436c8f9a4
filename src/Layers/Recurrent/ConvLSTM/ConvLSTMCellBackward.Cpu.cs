using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of the backward pass of a ConvLSTM's rows.</summary>
internal readonly unsafe struct ConvLSTMCellBackward<TShape> : IRecurrentCellBackward<ConvLSTMCellBackward<TShape>, TShape>
    where TShape : struct, IConvLSTMShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly StateSequence<TShape> _cell;
    private readonly StateGradient<TShape> _hiddenGradient;
    private readonly StateGradient<TShape> _cellGradient;

    private ConvLSTMCellBackward(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
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

    public static ConvLSTMCellBackward<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public static void AddGradients(
        in Pass pass, in RecurrentMemory<TShape> memory, float* inputGradient, float* kernelGradient, float* recurrentKernelGradient, float* biasGradient)
    {
        if (inputGradient != null)
        {
            var rows = new InputRows { Workers = pass.Workers, Memory = memory, Gradient = inputGradient };
            pass.Workers.For(pass.Rows, ref rows);
        }
        for (var image = 0; image < pass.Rows * memory.Time.Count; image++)
        {
            var row = image / memory.Time.Count;
            var gates = memory.GateGradients + (image * memory.GateStride);
            if (kernelGradient != null)
                ConvLSTMConvolutions<TShape>.OfInput(memory, row).AddKernelGradient(pass.Workers, memory.Input + ((nint)image * TShape.Features), gates, kernelGradient);
            if (recurrentKernelGradient != null)
                ConvLSTMConvolutions<TShape>.OfState(memory, row).AddKernelGradient(pass.Workers, memory.HiddenStates + ((nint)image * TShape.Units), gates, recurrentKernelGradient);
        }
        if (biasGradient != null)
            ImageGates<TShape>.AddBiasGradient(pass, pass.Rows * memory.Time.Count, memory.GateGradients, biasGradient);
    }

    public void Begin(int rows)
    {
        _hiddenGradient.Begin(rows);
        _cellGradient.Begin(rows);
    }

    public float* StateGradient(int row) => _hiddenGradient.Of(row);

    public void Step(int row, int step)
    {
        var offset = _memory.GateOffset(row, step);
        ImageGates<TShape>.Backward(
            _memory.Gates + offset, _memory.GateInputs == null ? null : _memory.GateInputs + offset, _cell.Before(row, step), _cell.After(row, step),
            _memory.Inner + (offset / LSTMGates.Count), _hiddenGradient.Of(row), _cellGradient.Of(row), _memory.GateGradients + offset);
    }

    public void Skip(int row, int step) => new Span<float>(_memory.GateGradients + _memory.GateOffset(row, step), LSTMGates.Count * TShape.Units).Clear();

    public void Multiply(int rows, int step)
    {
        if (step == 0 && !_hiddenGradient.IsWanted)
            return;
        for (var row = 0; row < rows; row++)
            ConvLSTMConvolutions<TShape>.OfState(_memory, row).AddBackward(_workers, _memory.GateGradients + _memory.GateOffset(row, step), _hiddenGradient.Of(row));
    }

    public void End(int rows)
    {
        _hiddenGradient.End(rows);
        _cellGradient.End(rows);
    }

    private struct InputRows : IParallelBody
    {
        public WorkerPool Workers;
        public RecurrentMemory<TShape> Memory;
        public float* Gradient;

        public readonly void Invoke(int index, int worker)
        {
            for (var image = index * Memory.Time.Count; image < (index + 1) * Memory.Time.Count; image++)
            {
                var gradient = Gradient + ((nint)image * TShape.Features);
                new Span<float>(gradient, TShape.Features).Clear();
                ConvLSTMConvolutions<TShape>.OfInput(Memory, index).AddBackward(Workers, Memory.GateGradients + (image * Memory.GateStride), gradient);
            }
        }
    }
}
