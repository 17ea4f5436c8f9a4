using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of an operation that moves elements; see <see cref="Specs.Move"/>, which says what the members are.</summary>
public interface IMoveShape
{
    /// <summary>Values a row of the output.</summary>
    static abstract int RowSize { get; }

    /// <summary>Values a row of the input.</summary>
    static abstract int InputSize { get; }

    /// <summary>Sizes of the output's axes but the last ones that lie together as in the input.</summary>
    static abstract ReadOnlySpan<int> AxisSizes { get; }

    /// <summary>Of each in turn, the distance in the input that each position adds; −1 for a constant.</summary>
    static abstract ReadOnlySpan<int> Offsets { get; }

    /// <summary>Where distances are counted from.</summary>
    static abstract int Start { get; }

    /// <summary>Values that lie together.</summary>
    static abstract int Run { get; }

    /// <summary>The constant.</summary>
    static abstract float Fill { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}

/// <summary>An operation that moves elements on the CPU, whatever they are.</summary>
public static unsafe class MoveKernel<TShape>
    where TShape : struct, IMoveShape
{
    private const int ParallelPiece = 8 * 1024;
    private const int Constant = -1;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var pieces = new Pieces { Input = (byte*)input.Pointer, Output = (byte*)output.Pointer, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: of an element that has gone to several places, their sum.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var pieces = new Pieces { Input = (byte*)inputGradient.Pointer, Output = (byte*)outputGradient.Pointer, IsBackward = true, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.RowSize, ParallelPiece);

    private struct Pieces : IParallelBody
    {
        public byte* Input;
        public byte* Output;
        public bool IsBackward;
        public WorkSplit Split;

        private static int Runs => TShape.RowSize / TShape.Run;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start / TShape.RowSize; row < (start + count) / TShape.RowSize; row++)
            {
                var input = Input + (row * TShape.InputSize * TShape.ElementSize);
                var output = Output + (row * TShape.RowSize * TShape.ElementSize);
                if (IsBackward)
                    new Span<float>(input, TShape.InputSize).Clear();
                for (var run = 0; run < Runs; run++, output += (nint)TShape.Run * TShape.ElementSize)
                    Move(OffsetOf(run), input, output);
            }
        }

        private readonly void Move(int offset, byte* input, byte* output)
        {
            if (IsBackward)
            {
                if (offset != Constant)
                    Add((float*)input + offset, (float*)output);
            }
            else if (offset == Constant)
            {
                Fill(output);
            }
            else
            {
                var from = input + ((nint)offset * TShape.ElementSize);
                switch (TShape.Run * TShape.ElementSize)
                {
                    case 1: *output = *from; break;
                    case 4: *(int*)output = *(int*)from; break;
                    case 8: *(long*)output = *(long*)from; break;
                    default: new ReadOnlySpan<byte>(from, TShape.Run * TShape.ElementSize).CopyTo(new(output, TShape.Run * TShape.ElementSize)); break;
                }
            }
        }

        private static void Add(float* into, float* gradient)
        {
            if (TShape.Run == 1)
                *into += *gradient;
            else
                TensorPrimitives.Add(new ReadOnlySpan<float>(into, TShape.Run), new ReadOnlySpan<float>(gradient, TShape.Run), new Span<float>(into, TShape.Run));
        }

        private static void Fill(byte* output)
        {
            for (var i = 0; i < TShape.Run; i++)
            {
                switch (TShape.ElementSize)
                {
                    case 1: output[i] = TShape.Fill != 0 ? (byte)1 : (byte)0; break;
                    case 8: ((long*)output)[i] = (long)TShape.Fill; break;
                    default: ((float*)output)[i] = TShape.Fill; break;
                }
            }
        }

        private static int OffsetOf(int run)
        {
            var (offset, end) = (TShape.Start, TShape.Offsets.Length);
            for (var axis = TShape.AxisSizes.Length - 1; axis >= 0; axis--)
            {
                (run, var at) = Math.DivRem(run, TShape.AxisSizes[axis]);
                var own = TShape.Offsets[end - TShape.AxisSizes[axis] + at];
                if (own == Constant)
                    return Constant;
                offset += own;
                end -= TShape.AxisSizes[axis];
            }
            return offset;
        }
    }
}
