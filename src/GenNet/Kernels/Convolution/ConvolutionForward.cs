namespace GenNet.Kernels;

/// <summary>
/// The convolution itself, as a matrix product without its left factor being made: rows are the pixels of an output row, whose values under
/// the kernel lie in the image at a constant stride, a segment a row of taps. Padding is made by copying the rows a piece of work needs.
/// </summary>
internal static unsafe class ConvolutionForward<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const long WorthSharing = 512 * 1024;

    private static int Width => 2 * TSimd.Count;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, float* bias, bool relu, float* output)
    {
        // The second thread would begin when the first is done.
        if (shape.Batch * shape.OutputSize * shape.Depth < WorthSharing)
            workers = WorkerPool.Inline;
        var bands = ImageBands.Count(shape.Batch, shape.OutputHeight, workers.Threads);
        var body = new Bands
        {
            Shape = shape, Input = input, Kernel = kernel, Bias = bias, ReLU = relu, Output = output, PerImage = bands,
            Count = ImageBands.Pieces(shape.Batch * bands, workers.Threads),
        };
        workers.For(body.Count, ref body);
    }

    private struct Bands : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* Input;
        public float* Kernel;
        public float* Bias;
        public bool ReLU;
        public float* Output;
        public int PerImage;
        public int Count;

        public readonly void Invoke(int piece, int worker)
        {
            var packed = Pack();
            var (first, end) = ImageBands.OfPiece(piece, Count, Shape.Batch * PerImage);
            for (var band = first; band < end; band++)
                Band(band, packed);
        }

        // Each piece packs for itself: a copy made by one thread comes to another's cache more slowly than the kernel does.
        private readonly float* Pack()
        {
            var groupPanels = (Shape.GroupFilters + Width - 1) / Width;
            var packed = Scratch.Take(ScratchUse.PackedB, (nint)Shape.Groups * groupPanels * Width * Shape.Depth);
            for (var group = 0; group < Shape.Groups; group++)
            {
                PackedPanels.Pack<TVector, TSimd>(
                    Kernel + ((nint)group * Shape.GroupFilters), Shape.Filters, Shape.Depth, Shape.GroupFilters,
                    packed + ((nint)group * groupPanels * Width * Shape.Depth));
            }
            return packed;
        }

        private readonly void Band(int index, float* packed)
        {
            var (image, band) = Math.DivRem(index, PerImage);
            // As equal as can be.
            var firstRow = (int)((long)band * Shape.OutputHeight / PerImage);
            var rows = (int)((long)(band + 1) * Shape.OutputHeight / PerImage) - firstRow;
            var top = (firstRow * Shape.StrideHeight) - Shape.PadTop;
            var columns = ((Shape.OutputWidth - 1) * Shape.StrideWidth) + Shape.ReachWidth;
            var source = Input + (image * Shape.InputSize);
            if (Shape.IsPadded)
            {
                var sourceRows = ((rows - 1) * Shape.StrideHeight) + Shape.ReachHeight;
                var window = Scratch.Take(ScratchUse.BlockOfA, (nint)sourceRows * columns * Shape.Channels);
                PaddedWindow.Copy(source, Shape.InputHeight, Shape.InputWidth, Shape.Channels, top, -Shape.PadLeft, sourceRows, columns, window);
                source = window;
            }
            else
            {
                columns = Shape.InputWidth;
                source += (nint)top * columns * Shape.Channels;
            }
            var segments = stackalloc Segment[TapBlock.Capacity];
            var segmentRows = stackalloc int[TapBlock.Capacity];
            var block = new TapBlock(segments, segmentRows);
            var taps = new Taps(Shape, (nint)columns * Shape.Channels, Width);
            var target = Output + (image * Shape.OutputSize) + ((nint)firstRow * Shape.OutputWidth * Shape.Filters);
            for (var first = true; !taps.IsEmpty; first = false)
            {
                taps.Next(ref block);
                Rows(source, packed, top, (nint)columns * Shape.Channels * Shape.StrideHeight, target, rows, block, first, taps.IsEmpty);
            }
        }

        /// <summary>Adds a block of the depth to all rows of the band, whose first sees the input from <paramref name="top"/> on.</summary>
        private readonly void Rows(
            float* source, float* packed, int top, nint sourceStride, float* target, int rows, in TapBlock block, bool first, bool last)
        {
            var groupPanels = (Shape.GroupFilters + Width - 1) / Width;
            for (var panel = 0; panel < Shape.Groups * groupPanels; panel++)
            {
                var (group, ofGroup) = Math.DivRem(panel, groupPanels);
                var filter = (group * Shape.GroupFilters) + (ofGroup * Width);
                var strip = new TileArguments
                {
                    A = source + (group * Shape.GroupChannels),
                    AStride = (nint)Shape.Channels * Shape.StrideWidth,
                    B = packed + ((nint)panel * Width * Shape.Depth),
                    BStride = Width,
                    C = target + filter,
                    CStride = Shape.Filters,
                    StartStride = first ? 0 : Shape.Filters,
                    Floor = last && ReLU ? 0 : float.NegativeInfinity,
                };
                for (var row = 0; row < rows; row++)
                {
                    strip.Start = !first ? strip.C : Bias == null ? TileConstants.Zeros : Bias + filter;
                    block.SelectWithin(Shape.InputHeight, top + (row * Shape.StrideHeight), ref strip);
                    TileStrip<TVector, TSimd, RowMajor>.Run(strip, Shape.OutputWidth, Math.Min(Width, Shape.GroupFilters - (ofGroup * Width)));
                    strip.A += sourceStride;
                    strip.C += (nint)Shape.OutputWidth * Shape.Filters;
                }
            }
        }
    }
}
