using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of a GRU's rows. At inference states and gates are in working memory of the thread.</summary>
internal readonly unsafe struct GRUCell<TShape> : IRecurrentCell<GRUCell<TShape>, TShape>
    where TShape : struct, IGRUShape
{
    private readonly WorkerPool _workers;
    private readonly RecurrentMemory<TShape> _memory;
    private readonly float* _gates;
    private readonly float* _products;
    private readonly float* _inner;
    private readonly StateSequence<TShape> _hidden;

    private GRUCell(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows)
    {
        _workers = workers;
        _memory = memory;
        var states = (nint)rows * TShape.Units;
        var products = TShape.ResetAfter ? GRUGates.Count * states : 0;
        if (memory.Gates != null)
        {
            _products = Scratch.Take(ScratchUse.RecurrentStates, products);
            _gates = memory.Gates;
            _inner = memory.Inner;
            _hidden = StateSequence<TShape>.Kept(memory.Time, memory.HiddenStates, memory.HiddenState);
            return;
        }
        _products = Scratch.Take(ScratchUse.RecurrentStates, products + (rows * memory.GateRowStride) + (2 * states));
        _gates = _products + products;
        _inner = _gates + (rows * memory.GateRowStride);
        var hidden = _inner + states;
        _hidden = StateSequence<TShape>.Running(memory.Time, hidden, memory.HiddenState == null ? hidden : memory.HiddenState);
    }

    private static int Units => TShape.Units;

    // Of every timestep where it is kept, else of the current one alone.
    private nint InnerRowStride => _memory.Gates == null ? Units : (nint)_memory.Time.Count * Units;

    public static GRUCell<TShape> Over(WorkerPool workers, in RecurrentMemory<TShape> memory, int rows) => new(workers, memory, rows);

    public void Begin(int rows)
    {
        _memory.InputProduct.Multiply(
            _workers, new(_memory.Input, TShape.Features), rows, _memory.Time.Count, new(_gates, _memory.GateStride) { Bias = _memory.Bias });
        _hidden.Begin(_memory.InitialHidden, rows);
    }

    public void Multiply(int rows, int step)
    {
        if (TShape.ResetAfter)
        {
            var bias = _memory.Bias == null ? null : _memory.Bias + _memory.GateStride;
            _memory.StateProduct.Multiply(_workers, _hidden.Before(step), rows, 1, new(_products, _memory.GateStride) { Bias = bias });
            return;
        }
        var gates = new MatrixResult(_gates + _memory.GateOffset(0, step), _memory.GateRowStride) { Accumulate = true };
        _memory.StateProduct.Part(0, 2).Multiply(_workers, _hidden.Before(step), rows, 1, gates);
        for (var row = 0; row < rows; row++)
        {
            var update = _gates + _memory.GateOffset(row, step);
            ActivateGates(update, row, step);
            Products.Set(update + Units, _hidden.Before(row, step), InnerOf(row, step), Units);
        }
        _memory.StateProduct.Part(2, 1).Multiply(_workers, new(InnerOf(0, step), InnerRowStride), rows, 1, gates);
    }

    public void Step(int row, int step)
    {
        var update = _gates + _memory.GateOffset(row, step);
        var reset = update + Units;
        var fresh = reset + Units;
        if (TShape.ResetAfter)
        {
            var products = _products + ((nint)row * _memory.GateStride);
            TensorPrimitives.Add(new ReadOnlySpan<float>(update, 2 * Units), new ReadOnlySpan<float>(products, 2 * Units), new Span<float>(update, 2 * Units));
            ActivateGates(update, row, step);
            Products.Add(reset, products + (2 * Units), fresh, Units);
            if (_memory.Gates != null)
                new ReadOnlySpan<float>(products + (2 * Units), Units).CopyTo(new(InnerOf(row, step), Units));
        }
        KeepInputs(fresh, row, step, 2 * Units, Units);
        Activations.Forward(TShape.Activation, fresh, fresh, Units, Units);
        GRUGates.Mix(update, fresh, _hidden.Before(row, step), _hidden.After(row, step), Units);
    }

    public void Skip(int row, int step) => _hidden.Skip(row, step);

    public float* StateAfter(int row, int step) => _hidden.After(row, step);

    private void ActivateGates(float* update, int row, int step)
    {
        KeepInputs(update, row, step, 0, 2 * Units);
        Activations.Forward(TShape.RecurrentActivation, update, update, 2 * Units, Units);
    }

    private void KeepInputs(float* products, int row, int step, int first, int count)
    {
        if (_memory.GateInputs != null)
            new ReadOnlySpan<float>(products, count).CopyTo(new(_memory.GateInputs + _memory.GateOffset(row, step) + first, count));
    }

    private float* InnerOf(int row, int step) => _inner + (row * InnerRowStride) + (_memory.Gates == null ? 0 : (nint)_memory.Time.TimeOf(step) * Units);
}
