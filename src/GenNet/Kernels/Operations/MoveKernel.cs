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

    /// <summary>What the values are.</summary>
    static abstract DType ElementType { get; }
}

/// <summary>An operation that moves elements on the CPU, whatever they are.</summary>
public static unsafe class MoveKernel<TShape>
    where TShape : struct, IMoveShape
{
    private const int ParallelPiece = 8 * 1024;
    private const int Constant = -1;

    private static int ElementSize => TShape.ElementType switch { DType.Bool => 1, DType.Int64 or DType.Float64 => 8, _ => 4 };

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

        // A line is the last axis whose runs lie apart; without one, a row is one run.
        private static int LineSize => TShape.AxisSizes.IsEmpty ? 1 : TShape.AxisSizes[^1];

        private static int Lines => TShape.RowSize / (TShape.Run * LineSize);

        private static ReadOnlySpan<int> LineOffsets => TShape.AxisSizes.IsEmpty ? [0] : TShape.Offsets[^LineSize..];

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start / TShape.RowSize; row < (start + count) / TShape.RowSize; row++)
            {
                var input = Input + (row * TShape.InputSize * ElementSize);
                var output = Output + (row * TShape.RowSize * ElementSize);
                if (IsBackward)
                    new Span<float>(input, TShape.InputSize).Clear();
                for (var line = 0; line < Lines; line++)
                {
                    var first = OffsetOf(line);
                    foreach (var distance in LineOffsets)
                    {
                        Move(first == Constant || distance == Constant ? Constant : first + distance, input, output);
                        output += (nint)TShape.Run * ElementSize;
                    }
                }
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
                var from = input + ((nint)offset * ElementSize);
                switch (TShape.Run * ElementSize)
                {
                    case 1: *output = *from; break;
                    case 4: *(int*)output = *(int*)from; break;
                    case 8: *(long*)output = *(long*)from; break;
                    default: new ReadOnlySpan<byte>(from, TShape.Run * ElementSize).CopyTo(new(output, TShape.Run * ElementSize)); break;
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
                switch (TShape.ElementType)
                {
                    case DType.Bool: output[i] = TShape.Fill != 0 ? (byte)1 : (byte)0; break;
                    case DType.Int32: ((int*)output)[i] = (int)TShape.Fill; break;
                    case DType.Int64: ((long*)output)[i] = (long)TShape.Fill; break;
                    case DType.Float64: ((double*)output)[i] = TShape.Fill; break;
                    default: ((float*)output)[i] = TShape.Fill; break;
                }
            }
        }

        private static int OffsetOf(int line)
        {
            var (offset, end) = (TShape.Start, TShape.Offsets.Length - LineSize);
            for (var axis = TShape.AxisSizes.Length - 2; axis >= 0; axis--)
            {
                (line, var at) = Math.DivRem(line, TShape.AxisSizes[axis]);
                end -= TShape.AxisSizes[axis];
                if (TShape.Offsets[end + at] is var own and not Constant)
                    offset += own;
                else
                    return Constant;
            }
            return offset;
        }
    }
}
