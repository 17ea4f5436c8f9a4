using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Dot layer.</summary>
public interface IDotShape : IProductShape
{
    /// <summary>Values a row of the first input.</summary>
    static abstract int LeftSize { get; }

    /// <summary>Values a row of the second input.</summary>
    static abstract int RightSize { get; }

    /// <summary>Size of the axis.</summary>
    static abstract int Depth { get; }

    /// <summary>Distance of neighbours along the axis in the first input.</summary>
    static abstract int LeftInner { get; }

    /// <summary>Distance of neighbours along the axis in the second input.</summary>
    static abstract int RightInner { get; }

    /// <summary>Whether both are divided by their length along the axis.</summary>
    static abstract bool Normalize { get; }
}

/// <summary>Scalar products of two inputs on the CPU.</summary>
public static unsafe class DotKernel<TShape>
    where TShape : struct, IDotShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => ForwardTraining(pass, inputs, output);

    /// <summary>Keeps normalized inputs.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef saved = default)
    {
        var (left, right) = (inputs[0], inputs[1]);
        if (TShape.Normalize)
        {
            left = saved.IsNone ? new(Scratch.Take(ScratchUse.NormalizedFactors, (nint)pass.Rows * (TShape.LeftSize + TShape.RightSize))) : saved;
            right = RightOf(pass, left);
            Run(pass, new() { Input = inputs[0].Pointer, Output = left.Pointer, Size = TShape.LeftSize, Vectors = OfLeft });
            Run(pass, new() { Input = inputs[1].Pointer, Output = right.Pointer, Size = TShape.RightSize, Vectors = OfRight });
        }
        TensorProduct.Of<TShape>(pass.Rows).Forward(pass, left.Pointer, right.Pointer, output.Pointer);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients, TensorRef saved = default)
    {
        var (left, right) = TShape.Normalize ? (saved, RightOf(pass, saved)) : (inputs[0], inputs[1]);
        var product = TensorProduct.Of<TShape>(pass.Rows);
        if (!inputGradients[0].IsNone)
        {
            product.BackwardLeft(pass, right.Pointer, outputGradient.Pointer, inputGradients[0].Pointer, accumulate: false);
            if (TShape.Normalize)
                Run(pass, new() { Input = inputs[0].Pointer, Output = left.Pointer, Gradient = inputGradients[0].Pointer, Size = TShape.LeftSize, Vectors = OfLeft });
        }
        if (!inputGradients[1].IsNone)
        {
            product.BackwardRight(pass, left.Pointer, outputGradient.Pointer, inputGradients[1].Pointer, accumulate: false);
            if (TShape.Normalize)
                Run(pass, new() { Input = inputs[1].Pointer, Output = right.Pointer, Gradient = inputGradients[1].Pointer, Size = TShape.RightSize, Vectors = OfRight });
        }
    }

    private static UnitLength OfLeft => new(TShape.Depth, TShape.LeftInner);

    private static UnitLength OfRight => new(TShape.Depth, TShape.RightInner);

    // Both normalized inputs lie behind each other.
    private static TensorRef RightOf(in Pass pass, TensorRef memory) => new(memory.Pointer + ((nint)pass.Rows * TShape.LeftSize));

    private static void Run(in Pass pass, Normalization work)
    {
        work.Split = new((nint)pass.Rows * work.Size, work.Size, ParallelPiece);
        work.Split.Run(pass.Workers, ref work);
    }

    private struct Normalization : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* Gradient;
        public int Size;
        public UnitLength Vectors;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            if (Gradient == null)
                Vectors.Forward(Input + start, Output + start, count);
            else
                Vectors.Backward(Input + start, Output + start, Gradient + start, Gradient + start, count);
        }
    }
}
