using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Concatenate layer, or of <c>Tensor.Concatenate</c>.</summary>
public interface IConcatenateShape
{
    /// <summary>How often a row alternates between the inputs.</summary>
    static abstract int Outer { get; }

    /// <summary>Of each input, how many values lie together.</summary>
    static abstract ReadOnlySpan<int> PieceSizes { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}

/// <summary>Concatenation on the CPU.</summary>
public static unsafe class ConcatenateKernel<TShape>
    where TShape : struct, IConcatenateShape
{
    private const int ParallelPiece = 16 * 1024;

    private static int PieceSize
    {
        get
        {
            var sum = 0;
            foreach (var size in TShape.PieceSizes)
                sum += size;
            return sum;
        }
    }

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        fixed (TensorRef* pointers = inputs)
            Run(pass, pointers, inputs.Length, output, backward: false);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients)
    {
        fixed (TensorRef* pointers = inputGradients)
            Run(pass, pointers, inputGradients.Length, outputGradient, backward: true);
    }

    private static void Run(in Pass pass, TensorRef* inputs, int count, TensorRef output, bool backward)
    {
        var lines = new Lines
        {
            Inputs = inputs,
            InputCount = count,
            Output = (byte*)output.Pointer,
            Backward = backward,
            Split = new((nint)pass.Rows * TShape.Outer * PieceSize, PieceSize, ParallelPiece),
        };
        lines.Split.Run(pass.Workers, ref lines);
    }

    // A line is what lies together of all inputs.
    private struct Lines : IParallelBody
    {
        public TensorRef* Inputs;
        public int InputCount;
        public byte* Output;
        public bool Backward;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var first = start / PieceSize;
            var last = first + (count / PieceSize);
            nint offset = 0;
            for (var input = 0; input < InputCount; input++)
            {
                var size = TShape.PieceSizes[input];
                if (!Inputs[input].IsNone)
                {
                    for (var line = first; line < last; line++)
                    {
                        var apart = new Span<byte>((byte*)Inputs[input].Pointer + (line * size * TShape.ElementSize), checked(size * TShape.ElementSize));
                        var together = new Span<byte>(Output + (((line * PieceSize) + offset) * TShape.ElementSize), apart.Length);
                        if (Backward)
                            together.CopyTo(apart);
                        else
                            apart.CopyTo(together);
                    }
                }
                offset += size;
            }
        }
    }
}
