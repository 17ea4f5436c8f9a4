namespace GenNet.Kernels;

/// <summary>
/// The derivative by the input: a convolution of the output's gradient with the kernel turned round. With strides, input pixels whose
/// coordinates leave the same remainder see the same taps, so each such phase is a convolution of stride 1 of its own. Which slices a slice sees
/// is known before its rows are.
/// </summary>
internal static unsafe class ConvolutionBackwardInput<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private static int Width => 2 * TSimd.Count;

    public static void Run(
        WorkerPool workers, in ConvolutionShape shape, float* outputGradient, float* kernel, float* bias, OutputBounds bounds, float* inputGradient)
    {
        // Phase rows: input rows divided by the stride.
        var phaseRows = (shape.InputHeight + shape.StrideHeight - 1) / shape.StrideHeight;
        var slices = checked(shape.Batch * shape.InputDepth);
        var bands = ImageBands.Count(slices, phaseRows, workers.Threads);
        var body = new Bands
        {
            Shape = shape,
            OutputGradient = outputGradient,
            Kernel = kernel,
            Bias = bias,
            Bounds = bounds,
            InputGradient = inputGradient,
            PhaseRows = phaseRows,
            PerSlice = bands,
            Total = slices * bands,
            Count = ImageBands.Pieces(slices * bands, workers.Threads),
            Frontal = new(shape.StrideDepth, shape.PadFront, shape.KernelDepth, shape.DilationDepth),
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
                for (var tap = 0; tap < shape.Taps; tap++, packed += (nint)shape.GroupFilters * Width)
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
        public float* Bias;
        public OutputBounds Bounds;
        public float* InputGradient;
        public int PhaseRows;
        public int PerSlice;
        public int Total;
        public int Count;
        public PhaseAxis Frontal;
        public PhaseAxis Vertical;
        public PhaseAxis Horizontal;

        public readonly void Invoke(int piece, int worker)
        {
            var groupPanels = (Shape.GroupChannels + Width - 1) / Width;
            var packed = Scratch.Take(
                ScratchUse.PackedB, (nint)Shape.Groups * groupPanels * Width * Shape.Taps * Shape.GroupFilters);
            Pack(Shape, Kernel, packed);
            var (first, end) = ImageBands.OfPiece(piece, Count, Total);
            for (var band = first; band < end; band++)
                Band(band, packed);
        }

        private readonly void Band(int index, float* packed)
        {
            var (slice, band) = Math.DivRem(index, PerSlice);
            var (image, z) = Math.DivRem(slice, Shape.InputDepth);
            var firstRow = (int)((long)band * PhaseRows / PerSlice);
            var window = new PhaseWindow
            {
                FirstRow = firstRow,
                Rows = (int)((long)(band + 1) * PhaseRows / PerSlice) - firstRow,
                Columns = ((Shape.InputWidth + Shape.StrideWidth - 1) / Shape.StrideWidth) + Horizontal.Highest - Horizontal.Lowest,
            };
            Span<int> slices = stackalloc int[Shape.KernelDepth];
            Fill(ref window, image, z, slices);
            var target = InputGradient + (image * Shape.InputSize) + (z * Shape.InputSlice);
            for (var phaseY = 0; phaseY < Shape.StrideHeight; phaseY++)
            {
                for (var phaseX = 0; phaseX < Shape.StrideWidth; phaseX++)
                    Phase(packed, window, slices, phaseY, phaseX, target);
            }
        }

        /// <summary>Copies what the band sees: of each slice that the kernel's slices lead to, a window.</summary>
        private readonly void Fill(ref PhaseWindow window, int image, int z, Span<int> slices)
        {
            var sourceRows = window.Rows + Vertical.Highest - Vertical.Lowest;
            var (step, phase) = Math.DivRem(z, Shape.StrideDepth);
            window.RowStride = (nint)window.Columns * Shape.Filters;
            window.SliceStride = sourceRows * window.RowStride;
            window.Values = Scratch.Take(ScratchUse.BlockOfA, Shape.KernelDepth * window.SliceStride);
            var count = 0;
            for (var k = 0; k < Shape.KernelDepth; k++)
            {
                var from = Frontal.Sees(phase, k) ? step + Frontal.Offset(phase, k) : -1;
                slices[k] = from >= 0 && from < Shape.OutputDepth ? count++ : -1;
                if (slices[k] < 0)
                    continue;
                PaddedWindow.Copy(
                    OutputGradient + (image * Shape.OutputSize) + (from * Shape.OutputSlice), Shape.OutputHeight, Shape.OutputWidth, Shape.Filters,
                    window.FirstRow + Vertical.Lowest, Horizontal.Lowest, sourceRows, window.Columns, window.Values + (slices[k] * window.SliceStride));
            }
        }

        private readonly void Phase(float* packed, in PhaseWindow window, ReadOnlySpan<int> slices, int phaseY, int phaseX, float* target)
        {
            var columns = (Shape.InputWidth - phaseX + Shape.StrideWidth - 1) / Shape.StrideWidth;
            var inputRow = (window.FirstRow * Shape.StrideHeight) + phaseY;
            var rows = Math.Min(window.Rows, (Shape.InputHeight - inputRow + Shape.StrideHeight - 1) / Shape.StrideHeight);
            target += (((nint)inputRow * Shape.InputWidth) + phaseX) * Shape.Channels;
            var segments = stackalloc Segment[TapBlock.Capacity];
            var segmentRows = stackalloc int[TapBlock.Capacity];
            var block = new TapBlock(segments, segmentRows);
            var taps = new PhaseTaps(Shape, slices, Vertical, Horizontal, phaseY, phaseX, window.SliceStride, window.RowStride, Width);
            // A phase without taps, as with strides beyond the kernel, has zeros or the bias: one round at least.
            var first = true;
            do
            {
                taps.Next(ref block);
                Rows(window, packed, target, rows, columns, block, first, taps.IsEmpty);
                first = false;
            }
            while (!taps.IsEmpty);
        }

        private readonly void Rows(
            in PhaseWindow window, float* packed, float* target, int rows, int columns, in TapBlock block, bool first, bool last)
        {
            var groupPanels = (Shape.GroupChannels + Width - 1) / Width;
            for (var panel = 0; panel < Shape.Groups * groupPanels; panel++)
            {
                var (group, ofGroup) = Math.DivRem(panel, groupPanels);
                var channel = (group * Shape.GroupChannels) + (ofGroup * Width);
                var strip = new TileArguments
                {
                    A = window.Values + (group * Shape.GroupFilters),
                    AStride = Shape.Filters,
                    B = packed + ((nint)panel * Width * Shape.Taps * Shape.GroupFilters),
                    BStride = Width,
                    C = target + channel,
                    CStride = (nint)Shape.Channels * Shape.StrideWidth,
                    StartStride = first ? 0 : (nint)Shape.Channels * Shape.StrideWidth,
                    Bounds = last ? Bounds : OutputBounds.None,
                };
                for (var row = 0; row < rows; row++)
                {
                    strip.Start = !first ? strip.C : Bias == null ? TileConstants.Zeros : Bias + channel;
                    block.SelectWithin(Shape.OutputHeight, window.FirstRow + row, ref strip);
                    TileStrip<TVector, TSimd, RowMajor>.Run(strip, columns, Math.Min(Width, Shape.GroupChannels - (ofGroup * Width)));
                    strip.A += window.RowStride;
                    strip.C += (nint)Shape.InputWidth * Shape.Channels * Shape.StrideHeight;
                }
            }
        }
    }

    /// <summary>What a band of rows sees of the output's gradient: (slices, rows, columns, filters).</summary>
    private struct PhaseWindow
    {
        public float* Values;
        public nint SliceStride;
        public nint RowStride;
        public int Columns;

        /// <summary>First row of the band, counted in rows of a phase.</summary>
        public int FirstRow;

        /// <summary>Rows of the band.</summary>
        public int Rows;
    }
}
