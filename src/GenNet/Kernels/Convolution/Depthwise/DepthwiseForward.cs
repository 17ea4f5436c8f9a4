using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>A depthwise convolution of images: no matrix product, as no channel meets another. The vectors lie along the channels.</summary>
internal static unsafe class DepthwiseForward
{
    private const int ParallelPiece = 64 * 1024;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, in ConvolutionResult result)
    {
        // With something to be added, bounds are for the sum.
        var body = new Pixels
        {
            Shape = shape,
            Input = input,
            Result = result,
            Line = new()
            {
                SourceStride = (nint)shape.StrideWidth * shape.Filters,
                Weights = result.Factors == null ? kernel : Multiplied(kernel, result.Factors, shape.Filters, shape.Taps),
                Start = result.Bias,
                TargetStride = shape.Filters,
                Channels = shape.Filters,
                Bounds = result.Added == null ? result.Bounds : OutputBounds.None,
            },
            Split = new((nint)shape.Batch * shape.OutputPositions, 1, (int)Math.Max(1, ParallelPiece / ((long)shape.Filters * shape.Taps))),
        };
        body.Split.Run(workers, ref body);
    }

    private static float* Multiplied(float* kernel, float* factors, int filters, int taps)
    {
        var product = Scratch.Take(ScratchUse.LeftFactor, (nint)taps * filters);
        for (var tap = 0; tap < taps; tap++)
            TensorPrimitives.Multiply(new ReadOnlySpan<float>(kernel + ((nint)tap * filters), filters), new ReadOnlySpan<float>(factors, filters), new(product + ((nint)tap * filters), filters));
        return product;
    }

    private struct Pixels : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* Input;
        public ConvolutionResult Result;
        public DepthwiseLine Line;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var taps = (LineTap*)Scratch.Take(ScratchUse.PackedB, (nint)Shape.Taps * sizeof(LineTap) / sizeof(float));
            for (var (pixel, end) = (start, start + count); pixel < end;)
            {
                var (row, column) = Math.DivRem(pixel, Shape.OutputWidth);
                var columns = (int)Math.Min(Shape.OutputWidth - column, end - pixel);
                Row(row, (int)column, (int)column + columns, taps);
                pixel += columns;
            }
        }

        private readonly void Row(nint row, int first, int end, LineTap* taps)
        {
            var (image, y) = Math.DivRem(row, Shape.OutputHeight);
            var line = Line;
            line.Source = Input + (image * Shape.InputSize);
            line.Target = Result.Output + (row * Shape.OutputWidth * Shape.Filters);
            line.Taps = taps;
            var top = ((int)y * Shape.StrideHeight) - Shape.PadTop;
            var expanded = Shape.GroupFilters > 1
                ? Scratch.Take(ScratchUse.BlockOfA, (nint)Shape.KernelHeight * Shape.InputWidth * Shape.Filters)
                : null;
            for (var k = 0; k < Shape.KernelHeight; k++)
            {
                var inputRow = top + (k * Shape.DilationHeight);
                if (inputRow < 0 || inputRow >= Shape.InputHeight)
                    continue;
                nint sourceRow = inputRow;
                if (expanded != null)
                {
                    sourceRow = k;
                    var values = (nint)Shape.InputWidth * Shape.Channels;
                    DepthwiseSource.Repeat(line.Source + (inputRow * values), values, Shape.GroupFilters, expanded + (k * values * Shape.GroupFilters));
                }
                AddTaps(ref line, sourceRow * Shape.InputWidth, k);
            }
            if (expanded != null)
                line.Source = expanded;
            line.Run(first, end);
            if (Result.Added != null)
            {
                var from = line.Target + ((nint)first * Shape.Filters);
                TileSum<Vector128<float>, Simd128>.Add(from, Result.Added + (from - Result.Output), 0, 1, (end - first) * Shape.Filters, Result.Bounds);
            }
        }

        private readonly void AddTaps(ref DepthwiseLine line, nint firstPixel, int kernelRow)
        {
            for (var k = 0; k < Shape.KernelWidth; k++)
            {
                // The column that output column 0 sees.
                var shift = (k * Shape.DilationWidth) - Shape.PadLeft;
                var first = Math.Max(0, (Shape.StrideWidth - 1 - shift) / Shape.StrideWidth);
                var end = shift >= Shape.InputWidth ? 0 : ((Shape.InputWidth - 1 - shift) / Shape.StrideWidth) + 1;
                if (end > first)
                    line.Taps[line.TapCount++] = new((firstPixel + shift) * Shape.Filters, (((nint)kernelRow * Shape.KernelWidth) + k) * Shape.Filters, first, end);
            }
        }
    }
}
