namespace GenNet.Kernels;

/// <summary>
/// The derivative by the input: a convolution of the output's gradient with the kernel turned round. With strides, input pixels whose
/// coordinates leave the same remainder see the same taps, so each such phase is a convolution of stride 1 of its own.
/// </summary>
internal static unsafe class ConvolutionBackwardInput<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private static int Width => 2 * TSimd.Count;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* outputGradient, float* kernel, float* inputGradient)
    {
        // Phase rows: input rows divided by the stride.
        var phaseRows = (shape.InputHeight + shape.StrideHeight - 1) / shape.StrideHeight;
        var bands = ImageBands.Count(shape.Batch, phaseRows, workers.Threads);
        var body = new Bands
        {
            Shape = shape,
            OutputGradient = outputGradient,
            Kernel = kernel,
            InputGradient = inputGradient,
            PhaseRows = phaseRows,
            PerImage = bands,
            Count = ImageBands.Pieces(shape.Batch * bands, workers.Threads),
            Vertical = new(shape.StrideHeight, shape.PadTop, shape.KernelHeight, shape.DilationHeight),
            Horizontal = new(shape.StrideWidth, shape.PadLeft, shape.KernelWidth, shape.DilationWidth),
        };
        workers.For(body.Count, ref body);
    }

    private static void Pack(in ConvolutionShape shape, float* kernel, float* packed)
    {
        for (var group = 0; group < shape.Groups; group++)
        {
            for (var channel = 0; channel < shape.GroupChannels; channel += Width)
            {
                for (var tap = 0; tap < shape.KernelHeight * shape.KernelWidth; tap++, packed += (nint)shape.GroupFilters * Width)
                {
                    PackedPanels.PackTransposed(
                        kernel + ((((nint)tap * shape.GroupChannels) + channel) * shape.Filters) + (group * shape.GroupFilters), shape.Filters,
                        shape.GroupFilters, Math.Min(Width, shape.GroupChannels - channel), Width, packed);
                }
            }
        }
    }

    private struct Bands : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* OutputGradient;
        public float* Kernel;
        public float* InputGradient;
        public int PhaseRows;
        public int PerImage;
        public int Count;
        public PhaseAxis Vertical;
        public PhaseAxis Horizontal;

        public readonly void Invoke(int piece, int worker)
        {
            var groupPanels = (Shape.GroupChannels + Width - 1) / Width;
            var packed = Scratch.Take(
                ScratchUse.PackedB, (nint)Shape.Groups * groupPanels * Width * Shape.KernelHeight * Shape.KernelWidth * Shape.GroupFilters);
            Pack(Shape, Kernel, packed);
            var (first, end) = ImageBands.OfPiece(piece, Count, Shape.Batch * PerImage);
            for (var band = first; band < end; band++)
                Band(band, packed);
        }

        private readonly void Band(int index, float* packed)
        {
            var (image, band) = Math.DivRem(index, PerImage);
            var firstRow = (int)((long)band * PhaseRows / PerImage);
            var rows = (int)((long)(band + 1) * PhaseRows / PerImage) - firstRow;
            var sourceRows = rows + Vertical.Highest - Vertical.Lowest;
            var sourceColumns = ((Shape.InputWidth + Shape.StrideWidth - 1) / Shape.StrideWidth) + Horizontal.Highest - Horizontal.Lowest;
            var window = Scratch.Take(ScratchUse.BlockOfA, (nint)sourceRows * sourceColumns * Shape.Filters);
            PaddedWindow.Copy(
                OutputGradient + (image * Shape.OutputSize), Shape.OutputHeight, Shape.OutputWidth, Shape.Filters,
                firstRow + Vertical.Lowest, Horizontal.Lowest, sourceRows, sourceColumns, window);
            for (var phaseY = 0; phaseY < Shape.StrideHeight; phaseY++)
            {
                for (var phaseX = 0; phaseX < Shape.StrideWidth; phaseX++)
                    Phase(packed, image, firstRow, rows, phaseY, phaseX, window, (nint)sourceColumns * Shape.Filters);
            }
        }

        private readonly void Phase(
            float* packed, int image, int firstRow, int rows, int phaseY, int phaseX, float* window, nint windowStride)
        {
            var columns = (Shape.InputWidth - phaseX + Shape.StrideWidth - 1) / Shape.StrideWidth;
            var inputRow = (firstRow * Shape.StrideHeight) + phaseY;
            rows = Math.Min(rows, (Shape.InputHeight - inputRow + Shape.StrideHeight - 1) / Shape.StrideHeight);
            var target = InputGradient + (image * Shape.InputSize) + ((((nint)inputRow * Shape.InputWidth) + phaseX) * Shape.Channels);
            var segments = stackalloc Segment[TapBlock.Capacity];
            var segmentRows = stackalloc int[TapBlock.Capacity];
            var block = new TapBlock(segments, segmentRows);
            var taps = new PhaseTaps(Shape, Vertical, Horizontal, phaseY, phaseX, windowStride, Width);
            // A phase without taps, as with strides beyond the kernel, has zeros: one round at least.
            var first = true;
            do
            {
                taps.Next(ref block);
                Rows(window, packed, firstRow, windowStride, target, rows, columns, block, first);
                first = false;
            }
            while (!taps.IsEmpty);
        }

        private readonly void Rows(
            float* window, float* packed, int firstRow, nint windowStride, float* target, int rows, int columns, in TapBlock block, bool first)
        {
            var groupPanels = (Shape.GroupChannels + Width - 1) / Width;
            for (var panel = 0; panel < Shape.Groups * groupPanels; panel++)
            {
                var (group, ofGroup) = Math.DivRem(panel, groupPanels);
                var strip = new TileArguments
                {
                    A = window + (group * Shape.GroupFilters),
                    AStride = Shape.Filters,
                    B = packed + ((nint)panel * Width * Shape.KernelHeight * Shape.KernelWidth * Shape.GroupFilters),
                    BStride = Width,
                    C = target + (group * Shape.GroupChannels) + (ofGroup * Width),
                    CStride = (nint)Shape.Channels * Shape.StrideWidth,
                    StartStride = first ? 0 : (nint)Shape.Channels * Shape.StrideWidth,
                    Floor = float.NegativeInfinity,
                };
                for (var row = 0; row < rows; row++)
                {
                    strip.Start = first ? TileConstants.Zeros : strip.C;
                    block.SelectWithin(Shape.OutputHeight, firstRow + row, ref strip);
                    TileStrip<TVector, TSimd, RowMajor>.Run(strip, columns, Math.Min(Width, Shape.GroupChannels - (ofGroup * Width)));
                    strip.A += windowStride;
                    strip.C += (nint)Shape.InputWidth * Shape.Channels * Shape.StrideHeight;
                }
            }
        }
    }
}
