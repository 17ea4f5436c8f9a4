using System.Runtime.Intrinsics;
using GenNet.Kernels;

namespace GenNet.Training.Optimizers;

/// <summary>Updates weights from gradients, element by element, over the arenas that weights, gradients and slots share a layout in.</summary>
internal abstract class WeightUpdate
{
    /// <summary>Elements of one piece of work. A piece is done by one thread; elements don't depend on each other.</summary>
    protected const int PieceFloats = 16 * 1024;

    /// <summary>Takes the constants of a step.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">Number of the step; the first is 1.</param>
    public abstract void Prepare(double rate, long step);

    /// <summary>Updates <paramref name="memory"/>'s weights and slots.</summary>
    public abstract void Apply(in UpdateMemory memory, WorkerPool workers);

    protected static void Run<TRule>(TRule rule, in UpdateMemory memory, WorkerPool workers)
        where TRule : struct, IUpdateRule
    {
        var pieces = new Pieces<TRule> { Rule = rule, Memory = memory };
        workers.For((int)((memory.Count + PieceFloats - 1) / PieceFloats), ref pieces);
    }

    /// <summary>The formula of an optimizer.</summary>
    protected unsafe interface IUpdateRule
    {
        /// <summary>Updates 16 weights and their slots.</summary>
        void Update(float* weights, float* gradients, float* slot0, float* slot1, float* slot2);
    }

    private unsafe struct Pieces<TRule> : IParallelBody
        where TRule : struct, IUpdateRule
    {
        public TRule Rule;
        public UpdateMemory Memory;

        public void Invoke(int index, int worker)
        {
            var first = (nint)index * PieceFloats;
            var end = Math.Min(first + PieceFloats, Memory.Count);
            for (var i = first; i < end; i += Vector512<float>.Count)
                Rule.Update(Memory.Weights + i, Memory.Gradients + i, Memory.Slot0 + i, Memory.Slot1 + i, Memory.Slot2 + i);
        }
    }
}

/// <summary>Arenas of one layout; slots that an optimizer doesn't have are null and never looked at.</summary>
internal unsafe struct UpdateMemory
{
    public float* Weights;
    public float* Gradients;
    public float* Slot0;
    public float* Slot1;
    public float* Slot2;

    /// <summary>float32 values, a multiple of 16.</summary>
    public nint Count;
}
