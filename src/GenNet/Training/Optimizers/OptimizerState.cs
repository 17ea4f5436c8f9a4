using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Training.Optimizers;

/// <summary>
/// An optimizer at work on one model in the host's memory: its slots, in arenas laid out like the weights. Only the front part of the arenas, which training
/// changes, is touched.
/// </summary>
internal sealed unsafe class OptimizerState
{
    private readonly Optimizer _optimizer;
    private readonly WeightUpdate _update;
    private readonly AlignedMemory[] _slots;
    private readonly VariableDescription[] _variables;
    private readonly int _count;

    public OptimizerState(ModelDescription model, Optimizer optimizer)
    {
        _optimizer = optimizer;
        _update = optimizer.CreateUpdate();
        _count = model.Memory.TrainedWeights;
        _slots = [.. optimizer.Slots.Select(_ => AlignedMemory.Allocate(_count))];
        _variables = [.. model.Layers.SelectMany(static l => l.Variables).Where(static v => v.IsTrained)];
    }

    /// <summary>A slot of all trained variables.</summary>
    public Span<float> Slot(int slot) => _slots[slot].Span(0, _count);

    /// <summary>Updates the weights in step <paramref name="step"/>, counted from 1; <paramref name="gradients"/> may be clipped in place.</summary>
    public void Apply(float* weights, float* gradients, double rate, long step, WorkerPool workers)
    {
        Clip(gradients);
        if (_optimizer.WeightDecay is { } decay)
        {
            var trained = new Span<float>(weights, _count);
            TensorPrimitives.Multiply(trained, (float)(1 - (decay * rate)), trained);
        }
        var memory = new UpdateMemory
        {
            Weights = weights,
            Gradients = gradients,
            Slot0 = SlotPointer(0),
            Slot1 = SlotPointer(1),
            Slot2 = SlotPointer(2),
            Count = _count,
        };
        _update.Prepare(rate, step);
        _update.Apply(memory, workers);
        GC.KeepAlive(this);
    }

    /// <summary>Lets go of the slots, when nothing runs.</summary>
    public void Release() => _slots.AsSpan().Fill(AlignedMemory.Empty);

    private float* SlotPointer(int slot) => slot < _slots.Length ? _slots[slot].Pointer : null;

    private void Clip(float* gradients)
    {
        if (_optimizer.ClipNorm is { } clipNorm)
        {
            foreach (var variable in _variables)
            {
                var gradient = new Span<float>(gradients + variable.Offset, (int)variable.Shape.ElementCount);
                ScaleTo(clipNorm, Math.Sqrt(SumOfSquares(gradient)), gradient);
            }
        }
        if (_optimizer.GlobalClipNorm is { } globalClipNorm)
        {
            var all = new Span<float>(gradients, _count);
            ScaleTo(globalClipNorm, Math.Sqrt(SumOfSquares(all)), all);
        }
        if (_optimizer.ClipValue is { } clipValue)
        {
            var all = new Span<float>(gradients, _count);
            TensorPrimitives.Clamp(all, -(float)clipValue, (float)clipValue, all);
        }
    }

    private static void ScaleTo(double largest, double norm, Span<float> gradient)
    {
        if (norm > largest)
            TensorPrimitives.Multiply(gradient, (float)(largest / norm), gradient);
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += (double)value * value;
        return sum;
    }
}
