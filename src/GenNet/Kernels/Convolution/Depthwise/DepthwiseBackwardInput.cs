namespace GenNet.Kernels;

/// <summary>
/// The derivative of a depthwise convolution by its input. With strides, input pixels whose coordinates leave the same remainder see the same taps: each such
/// phase of a row is a line.
/// </summary>
internal static unsafe class DepthwiseBackwardInput
{
    private const int ParallelPiece = 64 * 1024;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* outputGradient, float* kernel, float* inputGradient)
    {
        var perRow = (long)shape.InputWidth * shape.Filters * shape.Taps / ((long)shape.StrideHeight * shape.StrideWidth);
        var body = new Rows
        {
            Shape = shape,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            Line = new()
            {
                SourceStride = shape.Filters,
                Weights = kernel,
                TargetStride = (nint)shape.StrideWidth * shape.Filters,
                Channels = shape.Filters,
                Bounds = OutputBounds.None,
            },
            Vertical = new(shape.StrideHeight, shape.PadTop, shape.KernelHeight, shape.DilationHeight),
            Horizontal = new(shape.StrideWidth, shape.PadLeft, shape.KernelWidth, shape.DilationWidth),
            Split = new((nint)shape.Batch * shape.InputHeight, 1, (int)Math.Max(1, ParallelPiece / Math.Max(1, perRow))),
        };
        body.Split.Run(workers, ref body);
    }

    private struct Rows : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* OutputGradient;
        public float* InputGradient;
        public DepthwiseLine Line;
        public PhaseAxis Vertical;
        public PhaseAxis Horizontal;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var taps = (LineTap*)Scratch.Take(ScratchUse.PackedB, (nint)Shape.Taps * sizeof(LineTap) / sizeof(float));
            for (var row = start; row < start + count; row++)
                Row(row, taps);
        }

        private readonly void Row(nint row, LineTap* taps)
        {
            var (image, y) = Math.DivRem(row, Shape.InputHeight);
            var target = InputGradient + (row * Shape.InputWidth * Shape.Channels);
            var expanded = Shape.GroupFilters > 1 ? Scratch.Take(ScratchUse.BlockOfA, (nint)Shape.InputWidth * Shape.Filters) : target;
            var line = Line;
            line.Source = OutputGradient + (image * Shape.OutputSize);
            line.Taps = taps;
            for (var phase = 0; phase < Math.Min(Shape.StrideWidth, Shape.InputWidth); phase++)
            {
                line.Target = expanded + ((nint)phase * Shape.Filters);
                line.TapCount = 0;
                var pixels = (Shape.InputWidth - phase + Shape.StrideWidth - 1) / Shape.StrideWidth;
                AddTaps(ref line, (int)y, phase, pixels);
                line.Run(0, pixels);
            }
            if (expanded != target)
                DepthwiseSource.Sum(expanded, (nint)Shape.InputWidth * Shape.Channels, Shape.GroupFilters, target);
        }

        private readonly void AddTaps(ref DepthwiseLine line, int y, int phase, int pixels)
        {
            var (step, phaseY) = Math.DivRem(y, Shape.StrideHeight);
            for (var tap = 0; tap < Shape.Taps; tap++)
            {
                var (tapY, tapX) = Math.DivRem(tap, Shape.KernelWidth);
                if (!Vertical.Sees(phaseY, tapY) || !Horizontal.Sees(phase, tapX))
                    continue;
                var row = step + Vertical.Offset(phaseY, tapY);
                var shift = Horizontal.Offset(phase, tapX);
                var first = Math.Max(0, -shift);
                var end = Math.Min(pixels, Shape.OutputWidth - shift);
                if (row >= 0 && row < Shape.OutputHeight && end > first)
                    line.Taps[line.TapCount++] = new((((nint)row * Shape.OutputWidth) + shift) * Shape.Filters, (nint)tap * Shape.Filters, first, end);
            }
        }
    }
}
