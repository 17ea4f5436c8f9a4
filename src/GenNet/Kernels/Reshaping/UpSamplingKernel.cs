using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a layer that repeats positions along spatial axes. A list has a number for each axis.</summary>
public interface IUpSamplingShape
{
    /// <summary>Sizes of the input's axes.</summary>
    static abstract ReadOnlySpan<int> InputSize { get; }

    /// <summary>How often each position comes.</summary>
    static abstract ReadOnlySpan<int> Repeats { get; }

    /// <summary>Planes a row of the batch: channels that stand first.</summary>
    static abstract int Planes { get; }

    /// <summary>Values of a position that lie side by side: channels that stand last.</summary>
    static abstract int PixelSize { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}

/// <summary>Repeated positions on the CPU. The gradient of one is the sum of those of all that it became.</summary>
public static unsafe class UpSamplingKernel<TShape>
    where TShape : struct, IUpSamplingShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var rows = new RepeatedRows { Input = (byte*)input.Pointer, Output = (byte*)output.Pointer, Size = Size, Repeats = Repeats, Split = Split(pass) };
        rows.Split.Run(pass.Workers, ref rows);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var rows = new SummedRows { OutputGradient = outputGradient.Pointer, InputGradient = inputGradient.Pointer, Size = Size, Repeats = Repeats, Split = Split(pass) };
        rows.Split.Run(pass.Workers, ref rows);
    }

    private static VolumeSize Size => VolumeSize.Of(TShape.InputSize);

    private static VolumeSize Repeats => VolumeSize.Of(TShape.Repeats);

    // Rows of the input: each becomes rows of its own.
    private static WorkSplit Split(in Pass pass) => new(
        (nint)pass.Rows * TShape.Planes * Size.Rows, 1, Math.Max(1, ParallelPiece / Math.Max(1, Size.Width * TShape.PixelSize * Repeats.Rows * Repeats.Width)));

    /// <summary>The first row of the output that row <paramref name="row"/> of the input becomes.</summary>
    private static nint FirstRow(nint row, in VolumeSize size, in VolumeSize repeats)
    {
        var (slice, y) = Math.DivRem(row, size.Height);
        return ((slice * repeats.Depth * size.Height) + y) * repeats.Height;
    }

    private struct RepeatedRows : IParallelBody
    {
        public byte* Input;
        public byte* Output;
        public VolumeSize Size;
        public VolumeSize Repeats;
        public WorkSplit Split;

        private static int PixelBytes => TShape.PixelSize * TShape.ElementSize;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var bytes = checked(Size.Width * Repeats.Width * PixelBytes);
            for (var row = start; row < start + count; row++)
            {
                var first = Output + (FirstRow(row, Size, Repeats) * bytes);
                Repeat(Input + (row * Size.Width * PixelBytes), first);
                for (var copy = 1; copy < Repeats.Rows; copy++)
                {
                    var (z, y) = Math.DivRem(copy, Repeats.Height);
                    new Span<byte>(first, bytes).CopyTo(new(first + ((((nint)z * Size.Height * Repeats.Height) + y) * bytes), bytes));
                }
            }
        }

        private readonly void Repeat(byte* from, byte* to)
        {
            for (var pixel = 0; pixel < Size.Width; pixel++, from += PixelBytes)
            {
                if (PixelBytes == sizeof(float))
                {
                    new Span<float>(to, Repeats.Width).Fill(*(float*)from);
                    to += (nint)Repeats.Width * sizeof(float);
                    continue;
                }
                for (var copy = 0; copy < Repeats.Width; copy++, to += PixelBytes)
                    Unsafe.CopyBlockUnaligned(to, from, (uint)PixelBytes);
            }
        }
    }

    private struct SummedRows : IParallelBody
    {
        public float* OutputGradient;
        public float* InputGradient;
        public VolumeSize Size;
        public VolumeSize Repeats;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var outputRow = (nint)Size.Width * Repeats.Width * TShape.PixelSize;
            for (var row = start; row < start + count; row++)
            {
                var first = OutputGradient + (FirstRow(row, Size, Repeats) * outputRow);
                var to = InputGradient + (row * Size.Width * TShape.PixelSize);
                new Span<float>(to, Size.Width * TShape.PixelSize).Clear();
                for (var copy = 0; copy < Repeats.Rows; copy++)
                {
                    var (z, y) = Math.DivRem(copy, Repeats.Height);
                    AddRow(first + ((((nint)z * Size.Height * Repeats.Height) + y) * outputRow), to);
                }
            }
        }

        private readonly void AddRow(float* from, float* to)
        {
            for (var pixel = 0; pixel < Size.Width; pixel++, to += TShape.PixelSize)
            {
                for (var copy = 0; copy < Repeats.Width; copy++, from += TShape.PixelSize)
                    AddPixel(from, to);
            }
        }

        private static void AddPixel(float* from, float* to)
        {
            var channel = 0;
            for (; channel <= TShape.PixelSize - Vector<float>.Count; channel += Vector<float>.Count)
                Vector.Store(Vector.Load(to + channel) + Vector.Load(from + channel), to + channel);
            for (; channel < TShape.PixelSize; channel++)
                to[channel] += from[channel];
        }
    }
}
