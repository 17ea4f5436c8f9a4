using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Training.Optimizers;

/// <summary>An optimizer at work on one model in the host's memory: its slots, in arenas laid out like the weights.</summary>
internal sealed unsafe class OptimizerState
{
    private readonly Optimizer _optimizer;
    private TrainedWeights _trained;
    private WeightPlace[] _pieces;
    private Memory<float>[] _slots;

    public OptimizerState(ModelDescription model, Optimizer optimizer)
    {
        _optimizer = optimizer;
        Train(TrainedWeights.Of(model, [.. model.Layers.Select(static layer => layer.Trainable)]));
        _slots = [.. optimizer.Slots.Select(slot => NewSlot(slot, model.Memory.TrainableWeights))];
    }

    /// <summary>A slot of all variables that training can change.</summary>
    public Span<float> Slot(int slot) => _slots[slot].Span;

    /// <summary>Updates <paramref name="trained"/> from now on. The slots of all others keep their values.</summary>
    [MemberNotNull(nameof(_trained), nameof(_pieces))]
    public void Train(TrainedWeights trained)
    {
        _trained = trained;
        _pieces = WeightPieces.Of(_optimizer, trained);
    }

    /// <summary>Updates the weights; <paramref name="gradients"/> may be changed in place.</summary>
    public void Apply(float* weights, float* gradients, in OptimizerStep step, WorkerPool workers)
    {
        GradientClipping.Apply(_optimizer, _trained, new(gradients, _trained.Extent));
        fixed (double* scalars = step.Scalars)
        {
            var update = new Update
            {
                State = this,
                Weights = weights,
                Gradients = gradients,
                Rate = step.LearningRate,
                Kept = (float)(1 - ((_optimizer.WeightDecay ?? 0) * step.LearningRate)),
                Number = step.Number,
                Scalars = scalars,
                ScalarCount = step.Scalars.Length,
            };
            workers.For(_pieces.Length, ref update);
        }
    }

    /// <summary>Lets go of the slots, when nothing runs.</summary>
    public void Release() => _slots = [];

    private static Memory<float> NewSlot(OptimizerVariable slot, int count)
    {
        var values = AlignedMemory.Allocate(count).Memory;
        if (slot.InitialValue != 0)
            values.Span.Fill((float)slot.InitialValue);
        return values;
    }

    /// <summary>The pieces of one step.</summary>
    private struct Update : IParallelBody
    {
        public OptimizerState State;
        public float* Weights;
        public float* Gradients;
        public double Rate;
        public float Kept;
        public long Number;
        public double* Scalars;
        public int ScalarCount;

        public readonly void Invoke(int index, int worker)
        {
            ref readonly var place = ref State._pieces[index];
            var weights = new Span<float>(Weights + place.Start, place.Count);
            if (State._optimizer.WeightDecay is not null)
                TensorPrimitives.Multiply(weights, Kept, weights);
            var gradients = new Span<float>(Gradients + place.Start, place.Count);
            State._optimizer.Update(
                new(Rate, Number, new(Scalars, ScalarCount)), new(weights, gradients, State._slots, place.Start, place.Variable));
        }
    }
}
