namespace GenNet.Kernels;

/// <summary>
/// The convolution itself, as a matrix product without its left factor being made: rows are the pixels of an output row, whose values under
/// the kernel lie in the image at a constant stride, a segment a row of taps. Padding is made by copying the rows a piece of work needs; slices
/// of zeros are left out.
/// </summary>
internal static unsafe class ConvolutionForward<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const long WorthSharing = 512 * 1024;

    // A sequence is one long row, which is cut where several threads could share it.
    private const int LongRow = 64;

    private static int Width => 2 * TSimd.Count;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, in ConvolutionResult result)
    {
        // The second thread would begin when the first is done.
        if (shape.Batch * shape.OutputSize * shape.ProductDepth < WorthSharing)
            workers = WorkerPool.Inline;
        var slices = checked(shape.Batch * shape.OutputDepth);
        var bands = ImageBands.Count(slices, shape.OutputHeight > 1 ? shape.OutputHeight : (shape.OutputWidth + LongRow - 1) / LongRow, workers.Threads);
        var body = new Bands
        {
            Shape = shape, Input = input, Kernel = kernel, Result = result, PerSlice = bands, Total = slices * bands,
            Count = ImageBands.Pieces(slices * bands, workers.Threads),
        };
        workers.For(body.Count, ref body);
    }

    private struct Bands : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* Input;
        public float* Kernel;
        public ConvolutionResult Result;
        public int PerSlice;
        public int Total;
        public int Count;

        public readonly void Invoke(int piece, int worker)
        {
            var packed = Pack();
            var (first, end) = ImageBands.OfPiece(piece, Count, Total);
            for (var band = first; band < end; band++)
                Band(band, packed);
        }

        // Each piece packs for itself: a copy made by one thread comes to another's cache more slowly than the kernel does.
        private readonly float* Pack()
        {
            var groupPanels = (Shape.GroupFilters + Width - 1) / Width;
            var packed = Scratch.Take(ScratchUse.PackedB, (nint)Shape.Groups * groupPanels * Width * Shape.ProductDepth);
            for (var group = 0; group < Shape.Groups; group++)
            {
                PackedPanels.Pack<TVector, TSimd>(
                    Kernel + ((nint)group * Shape.GroupFilters), Shape.Filters, Shape.ProductDepth, Shape.GroupFilters,
                    Result.Factors == null ? null : Result.Factors + ((nint)group * Shape.GroupFilters),
                    packed + ((nint)group * groupPanels * Width * Shape.ProductDepth));
            }
            return packed;
        }

        private readonly void Band(int index, float* packed)
        {
            var (slice, band) = Math.DivRem(index, PerSlice);
            var (image, z) = Math.DivRem(slice, Shape.OutputDepth);
            // As equal as can be.
            var (firstRow, rows) = Shape.OutputHeight > 1 ? Part(Shape.OutputHeight, band) : (0, 1);
            var (firstColumn, pixels) = Shape.OutputHeight > 1 ? (0, Shape.OutputWidth) : Part(Shape.OutputWidth, band);
            var top = (firstRow * Shape.StrideHeight) - Shape.PadTop;
            var left = (firstColumn * Shape.StrideWidth) - Shape.PadLeft;
            var front = (z * Shape.StrideDepth) - Shape.PadFront;
            var slices = Within(front);
            var source = Input + (image * Shape.InputSize) + (front * Shape.InputSlice);
            var sliceStride = Shape.DilationDepth * Shape.InputSlice;
            var columns = Shape.InputWidth;
            if (Shape.IsSlicePadded)
            {
                columns = ((pixels - 1) * Shape.StrideWidth) + Shape.ReachWidth;
                var sourceRows = ((rows - 1) * Shape.StrideHeight) + Shape.ReachHeight;
                var windowSlice = (nint)sourceRows * columns * Shape.Channels;
                var window = Scratch.Take(ScratchUse.BlockOfA, Shape.KernelDepth * windowSlice);
                for (var k = slices.First; k < slices.End; k++)
                {
                    PaddedWindow.Copy(
                        source + (k * sliceStride), Shape.InputHeight, Shape.InputWidth, Shape.Channels, top, left, sourceRows, columns, window + (k * windowSlice));
                }
                source = window;
                sliceStride = windowSlice;
            }
            else
                source += (((nint)top * columns) + left) * Shape.Channels;
            var segments = stackalloc Segment[TapBlock.Capacity];
            var segmentRows = stackalloc int[TapBlock.Capacity];
            var block = new TapBlock(segments, segmentRows);
            var taps = new Taps(Shape, slices, sliceStride, (nint)columns * Shape.Channels, Width);
            var target = Result.Output + (image * Shape.OutputSize) + (z * Shape.OutputSlice) + ((((nint)firstRow * Shape.OutputWidth) + firstColumn) * Shape.Filters);
            var first = true;
            // One round at least: where the kernel sees no slice there is the bias.
            do
            {
                taps.Next(ref block);
                Rows(source, packed, top, (nint)columns * Shape.Channels * Shape.StrideHeight, target, rows, pixels, block, first, taps.IsEmpty);
                first = false;
            }
            while (!taps.IsEmpty);
        }

        private readonly (int First, int Count) Part(int size, int band)
        {
            var first = (int)((long)band * size / PerSlice);
            return (first, (int)((long)(band + 1) * size / PerSlice) - first);
        }

        /// <summary>The kernel's slices that see the input, where its first sees slice <paramref name="front"/>.</summary>
        private readonly (int First, int End) Within(int front)
        {
            var first = 0;
            while (first < Shape.KernelDepth && front + (first * Shape.DilationDepth) < 0)
                first++;
            var end = Shape.KernelDepth;
            while (end > first && front + ((end - 1) * Shape.DilationDepth) >= Shape.InputDepth)
                end--;
            return (first, end);
        }

        /// <summary>Adds a block of the depth to all rows of the band, whose first sees the input from <paramref name="top"/> on.</summary>
        private readonly void Rows(
            float* source, float* packed, int top, nint sourceStride, float* target, int rows, int pixels, in TapBlock block, bool first, bool last)
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
                    B = packed + ((nint)panel * Width * Shape.ProductDepth),
                    BStride = Width,
                    C = target + filter,
                    CStride = Shape.Filters,
                    StartStride = first ? 0 : Shape.Filters,
                    Added = last && Result.Added != null ? Result.Added + (target - Result.Output) + filter : null,
                    Bounds = last ? Result.Bounds : OutputBounds.None,
                };
                for (var row = 0; row < rows; row++)
                {
                    strip.Start = !first ? strip.C : Result.Bias == null ? TileConstants.Zeros : Result.Bias + filter;
                    block.SelectWithin(Shape.InputHeight, top + (row * Shape.StrideHeight), ref strip);
                    TileStrip<TVector, TSimd, RowMajor>.Run(strip, pixels, Math.Min(Width, Shape.GroupFilters - (ofGroup * Width)));
                    strip.A += sourceStride;
                    strip.C += (nint)Shape.OutputWidth * Shape.Filters;
                    if (strip.Added != null)
                        strip.Added += (nint)Shape.OutputWidth * Shape.Filters;
                }
            }
        }
    }
}
