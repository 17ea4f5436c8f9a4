using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>
/// The derivative of a depthwise convolution by its kernel: products of the output's gradient and what a tap sees, summed over all pixels of the batch. Output rows are summed in pieces,
/// whose number depends on the sizes alone, and then the pieces in order.
/// </summary>
internal static unsafe class DepthwiseBackwardKernel
{
    private const long ProductsPerPiece = 128 * 1024;
    private const int MostPieces = 64;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* input, float* outputGradient, float* kernelGradient)
    {
        var size = checked(shape.Taps * shape.Filters);
        var rows = checked(shape.Batch * shape.OutputHeight);
        var body = new Pieces
        {
            Shape = shape,
            Input = input,
            OutputGradient = outputGradient,
            Rows = rows,
            Count = (int)Math.Clamp((long)rows * shape.OutputWidth * size / ProductsPerPiece, 1, Math.Clamp(rows, 1, MostPieces)),
        };
        body.Partials = Scratch.Take(ScratchUse.Partials, (nint)body.Count * size);
        workers.For(body.Count, ref body);
        for (var piece = 0; piece < body.Count; piece++)
            Add(kernelGradient, body.Partials + ((nint)piece * size), size);
    }

    private static void Add(float* sums, float* values, int count) =>
        TensorPrimitives.Add(new ReadOnlySpan<float>(sums, count), new ReadOnlySpan<float>(values, count), new Span<float>(sums, count));

    private struct Pieces : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* Input;
        public float* OutputGradient;
        public float* Partials;
        public int Rows;
        public int Count;

        public readonly void Invoke(int index, int worker)
        {
            var sums = Partials + ((nint)index * Shape.Taps * Shape.Filters);
            new Span<float>(sums, Shape.Taps * Shape.Filters).Clear();
            var end = (int)((long)(index + 1) * Rows / Count);
            for (var row = (int)((long)index * Rows / Count); row < end; row++)
                Row(row, sums);
        }

        private readonly void Row(int row, float* sums)
        {
            var (image, y) = Math.DivRem(row, Shape.OutputHeight);
            var gradient = OutputGradient + ((nint)row * Shape.OutputWidth * Shape.Filters);
            for (var k = 0; k < Shape.KernelHeight; k++)
            {
                var inputRow = (y * Shape.StrideHeight) + (k * Shape.DilationHeight) - Shape.PadTop;
                if (inputRow < 0 || inputRow >= Shape.InputHeight)
                    continue;
                var values = (nint)Shape.InputWidth * Shape.Channels;
                var source = Input + (image * Shape.InputSize) + (inputRow * values);
                if (Shape.GroupFilters > 1)
                {
                    var expanded = Scratch.Take(ScratchUse.BlockOfA, values * Shape.GroupFilters);
                    DepthwiseSource.Repeat(source, values, Shape.GroupFilters, expanded);
                    source = expanded;
                }
                RowOfTaps(source, gradient, sums + ((nint)k * Shape.KernelWidth * Shape.Filters));
            }
        }

        private readonly void RowOfTaps(float* source, float* gradient, float* sums)
        {
            for (var tap = 0; tap < Shape.KernelWidth; tap += 3)
            {
                var channel = 0;
                if (Registers.Have512Bits)
                    Channels<Vector512<float>, Simd512>(tap, source, gradient, sums, ref channel);
                if (Registers.Have256Bits)
                    Channels<Vector256<float>, Simd256>(tap, source, gradient, sums, ref channel);
                Channels<Vector128<float>, Simd128>(tap, source, gradient, sums, ref channel);
                Channels<float, Simd1>(tap, source, gradient, sums, ref channel);
            }
        }

        /// <summary>Up to three taps of a row, which share the gradient, for as many channels as are whole registers.</summary>
        private readonly void Channels<TVector, TSimd>(int tap, float* source, float* gradient, float* sums, ref int channel)
            where TVector : struct
            where TSimd : struct, ISimd<TVector>
        {
            if (channel + TSimd.Count > Shape.Filters)
                return;
            var taps = Math.Min(3, Shape.KernelWidth - tap);
            var (first0, end0) = Range(tap);
            var (first1, end1) = taps > 1 ? Range(tap + 1) : (first0, end0);
            var (first2, end2) = taps > 2 ? Range(tap + 2) : (first0, end0);
            var first = Math.Max(first0, Math.Max(first1, first2));
            var end = taps == 3 ? Math.Max(first, Math.Min(end0, Math.Min(end1, end2))) : first;
            for (; channel + TSimd.Count <= Shape.Filters; channel += TSimd.Count)
            {
                var (sum0, sum1, sum2) = (default(TVector), default(TVector), default(TVector));
                if (end > first)
                    Three<TVector, TSimd>(gradient + channel, Seen(source, tap) + channel, first, end, ref sum0, ref sum1, ref sum2);
                One<TVector, TSimd>(tap, source + channel, gradient + channel, sums + channel, first0, first, end, end0, sum0);
                if (taps > 1)
                    One<TVector, TSimd>(tap + 1, source + channel, gradient + channel, sums + channel, first1, first, end, end1, sum1);
                if (taps > 2)
                    One<TVector, TSimd>(tap + 2, source + channel, gradient + channel, sums + channel, first2, first, end, end2, sum2);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Three<TVector, TSimd>(
            float* gradient, float* source, int first, int end, ref TVector sum0, ref TVector sum1, ref TVector sum2)
            where TVector : struct
            where TSimd : struct, ISimd<TVector>
        {
            var (a, b, c) = (sum0, sum1, sum2);
            var (step, stride, tap) = ((nint)Shape.Filters, (nint)Shape.StrideWidth * Shape.Filters, (nint)Shape.DilationWidth * Shape.Filters);
            gradient += first * step;
            source += first * stride;
            for (var pixel = first; pixel < end; pixel++, gradient += step, source += stride)
            {
                var value = TSimd.Load(gradient);
                a = TSimd.MultiplyAdd(TSimd.Load(source), value, a);
                b = TSimd.MultiplyAdd(TSimd.Load(source + tap), value, b);
                c = TSimd.MultiplyAdd(TSimd.Load(source + (2 * tap)), value, c);
            }
            (sum0, sum1, sum2) = (a, b, c);
        }

        /// <summary>What is left of a tap beside the pixels that three share, and the sum of both.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void One<TVector, TSimd>(
            int tap, float* source, float* gradient, float* sums, int first, int sharedFirst, int sharedEnd, int end, TVector sum)
            where TVector : struct
            where TSimd : struct, ISimd<TVector>
        {
            var seen = Seen(source, tap);
            for (var pixel = first; pixel < end; pixel++)
            {
                if (pixel == sharedFirst)
                    pixel = sharedEnd;
                if (pixel < end)
                    sum = TSimd.MultiplyAdd(TSimd.Load(seen + ((nint)pixel * Shape.StrideWidth * Shape.Filters)), TSimd.Load(gradient + ((nint)pixel * Shape.Filters)), sum);
            }
            var to = sums + ((nint)tap * Shape.Filters);
            TSimd.Store(to, TSimd.Add(TSimd.Load(to), sum));
        }

        /// <summary>What output column 0 sees at a tap, had it a value there.</summary>
        private readonly float* Seen(float* source, int tap) => source + ((((nint)tap * Shape.DilationWidth) - Shape.PadLeft) * Shape.Filters);

        /// <summary>The output columns that see a value at a tap.</summary>
        private readonly (int First, int End) Range(int tap)
        {
            var shift = (tap * Shape.DilationWidth) - Shape.PadLeft;
            var first = Math.Max(0, (Shape.StrideWidth - 1 - shift) / Shape.StrideWidth);
            return (first, shift >= Shape.InputWidth ? first : Math.Max(first, Math.Min(Shape.OutputWidth, ((Shape.InputWidth - 1 - shift) / Shape.StrideWidth) + 1)));
        }
    }
}
