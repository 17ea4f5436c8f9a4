using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Pieces of the batch that a user's layer is called for.</summary>
internal unsafe struct CustomPieces<TShape, TLayer> : IParallelBody
    where TShape : struct, ICustomShape
    where TLayer : ICustomKernel
{
    public Pass Pass;
    public object Arguments;
    public CustomMemory Memory;
    public WorkSplit Split;
    public bool IsBackward;

    /// <summary>Memory for the weight gradients of all pieces; null where there is one piece, which adds to the gradients themselves.</summary>
    public float* Gradients;

    public int GradientSize;

    public readonly void Invoke(int index, int worker)
    {
        var (first, count) = Split[index];
        var (firstRow, rows) = ((int)first, (int)count);
        var sizes = CustomSizes.Of<TShape>();
        var memory = Memory;
        memory.SavedFirstRow = firstRow;
        TakeScratch(ref memory, sizes, rows);
        var gradients = stackalloc TensorRef[sizes.Weights.Length];
        if (Gradients != null)
            memory.WeightGradients = OwnGradients(gradients, index, sizes);
        var pass = new CustomPass(memory, sizes, Arguments, Pass, TShape.Stream, firstRow, rows, Pass.Trains(TShape.Layer));
        if (IsBackward)
        {
            for (var input = 0; input < memory.InputCount; input++)
                pass.InputGradient(input).Clear();
            TLayer.Backward(pass);
            return;
        }
        pass.Output.Clear();
        for (var i = 0; i < sizes.Saved.Length; i++)
            pass.Saved(i).Clear();
        TLayer.Forward(pass);
    }

    // At inference nobody keeps what the layer saves.
    private readonly void TakeScratch(ref CustomMemory memory, in CustomSizes sizes, int rows)
    {
        var (scratch, saved) = ((nint)CustomSizes.Sum(sizes.Scratch) * rows, memory.Saved == null ? (nint)CustomSizes.Sum(sizes.Saved) * rows : 0);
        memory.Scratch = Scratch.Take(ScratchUse.CustomRows, scratch + saved);
        for (nint done = 0; done < scratch; done += int.MaxValue)
            new Span<float>(memory.Scratch + done, (int)Math.Min(scratch - done, int.MaxValue)).Clear();
        if (memory.Saved != null)
            return;
        memory.Saved = memory.Scratch + scratch;
        (memory.SavedRows, memory.SavedFirstRow) = (rows, 0);
    }

    private readonly TensorRef* OwnGradients(TensorRef* gradients, int index, in CustomSizes sizes)
    {
        var memory = Gradients + ((nint)index * GradientSize);
        new Span<float>(memory, GradientSize).Clear();
        for (var i = 0; i < sizes.Weights.Length; i++)
        {
            var isWanted = !Memory.WeightGradients[i].IsNone;
            gradients[i] = isWanted ? new(memory) : default;
            memory += isWanted ? sizes.Weights[i] : 0;
        }
        return gradients;
    }
}
