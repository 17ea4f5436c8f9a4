namespace GenNet.Kernels;

/// <summary>
/// The derivative by the kernel: a matrix product of the input, transposed, with the output's gradient, whose depth is all pixels of the batch,
/// a segment an output row. With many channels each tap is a product of its own, over those pixels that don't see the padding there. With
/// few, the tiles would be nearly empty: then a row of taps, whose values are neighbours in memory, is one product.
/// </summary>
internal static unsafe class ConvolutionBackwardKernel<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const int FewChannels = 8;
    private const int CachedBytes = 256 * 1024;
    private const int MaxSegments = 64;
    private const int PiecesPerThread = 2;

    private static int Width => 2 * TSimd.Count;

    public static void Run(WorkerPool workers, in ConvolutionShape shape, float* input, float* outputGradient, float* kernelGradient)
    {
        var rowsOfTaps = shape.Groups == 1 && shape.DilationWidth == 1 && shape.Channels < FewChannels;
        var taps = rowsOfTaps ? shape.KernelDepth * shape.KernelHeight : shape.Taps;
        var rowBytes = sizeof(float) * ((long)shape.OutputWidth * shape.Filters + ((long)shape.InputWidth * shape.Channels));
        var panels = (shape.GroupFilters + Width - 1) / Width;
        var body = new Pieces
        {
            Shape = shape,
            Input = input,
            OutputGradient = outputGradient,
            KernelGradient = kernelGradient,
            RowsOfTaps = rowsOfTaps,
            Taps = taps,
            Panels = panels,
            RowsAtATime = (int)Math.Clamp(CachedBytes / rowBytes, 1, MaxSegments),
            Products = shape.Groups * taps * panels,
        };
        // Every piece reads all images: no more pieces than keep the threads busy.
        body.Count = workers.Threads == 1 ? 1 : Math.Min(body.Products, PiecesPerThread * workers.Threads);
        workers.For(body.Count, ref body);
    }

    private struct Pieces : IParallelBody
    {
        public ConvolutionShape Shape;
        public float* Input;
        public float* OutputGradient;
        public float* KernelGradient;
        public bool RowsOfTaps;
        public int Taps;
        public int Panels;
        public int RowsAtATime;

        /// <summary>One for each group, tap or row of taps, and panel of filters.</summary>
        public int Products;

        public int Count;

        public readonly void Invoke(int piece, int worker)
        {
            var first = (int)((long)piece * Products / Count);
            var last = (int)((long)(piece + 1) * Products / Count);
            var segments = stackalloc Segment[MaxSegments];
            var outputRows = checked(Shape.Batch * Shape.OutputDepth * Shape.OutputHeight);
            for (var row = 0; row < outputRows; row += RowsAtATime)
            {
                var end = Math.Min(outputRows, row + RowsAtATime);
                for (var product = first; product < last; product++)
                    Add(product, row, end, segments);
            }
        }

        /// <summary>Adds what some output rows contribute to one product.</summary>
        private readonly void Add(int product, int row, int end, Segment* segments)
        {
            var (rest, panel) = Math.DivRem(product, Panels);
            var (group, tap) = Math.DivRem(rest, Taps);
            var (tapRow, tapX) = RowsOfTaps ? (tap, 0) : Math.DivRem(tap, Shape.KernelWidth);
            var source = Input;
            var count = RowsOfTaps ? Rows(row, end, tapRow, segments, ref source) : ClippedRows(row, end, tapRow, tapX, segments);
            if (count > 0)
                Multiply(group, panel * Width, (tapRow * Shape.KernelWidth) + tapX, source, segments, count);
        }

        /// <summary>Segments of output rows that see the input at a row of taps; padded on the left and right in memory of their own.</summary>
        private readonly int Rows(int row, int end, int tapRow, Segment* segments, ref float* source)
        {
            var count = 0;
            var columns = ((Shape.OutputWidth - 1) * Shape.StrideWidth) + Shape.ReachWidth;
            var isPadded = Shape.PadLeft > 0 || columns > Shape.InputWidth;
            var padded = isPadded ? Scratch.Take(ScratchUse.BlockOfA, (nint)(end - row) * columns * Shape.Channels) : null;
            for (; row < end; row++)
            {
                if (!InputRow(row, tapRow, out var inputRow))
                    continue;
                var from = inputRow * Shape.InputWidth * Shape.Channels;
                if (isPadded)
                {
                    var to = (nint)count * columns * Shape.Channels;
                    PaddedWindow.Copy(Input + from, 1, Shape.InputWidth, Shape.Channels, 0, -Shape.PadLeft, 1, columns, padded + to);
                    from = to;
                }
                segments[count++] = new(from, (nint)row * Shape.OutputWidth * Shape.Filters, Shape.OutputWidth);
            }
            if (isPadded)
                source = padded;
            return count;
        }

        /// <summary>Segments of those pixels of output rows that see the input at one tap.</summary>
        private readonly int ClippedRows(int row, int end, int tapRow, int tapX, Segment* segments)
        {
            var count = 0;
            var shift = (tapX * Shape.DilationWidth) - Shape.PadLeft;
            var first = Math.Max(0, (Shape.StrideWidth - 1 - shift) / Shape.StrideWidth);
            var last = shift >= Shape.InputWidth ? -1 : Math.Min(Shape.OutputWidth - 1, (Shape.InputWidth - 1 - shift) / Shape.StrideWidth);
            for (; row < end && first <= last; row++)
            {
                if (!InputRow(row, tapRow, out var inputRow))
                    continue;
                segments[count++] = new(
                    ((inputRow * Shape.InputWidth) + (first * Shape.StrideWidth) + shift) * Shape.Channels,
                    (((nint)row * Shape.OutputWidth) + first) * Shape.Filters,
                    last + 1 - first);
            }
            return count;
        }

        /// <summary>The input row, counted through the batch, that an output row sees at a row of taps; false if that is padding.</summary>
        private readonly bool InputRow(int row, int tapRow, out nint inputRow)
        {
            var (slice, y) = Math.DivRem(row, Shape.OutputHeight);
            var (image, z) = Math.DivRem(slice, Shape.OutputDepth);
            var (tapZ, tapY) = Math.DivRem(tapRow, Shape.KernelHeight);
            y = (y * Shape.StrideHeight) + (tapY * Shape.DilationHeight) - Shape.PadTop;
            z = (z * Shape.StrideDepth) + (tapZ * Shape.DilationDepth) - Shape.PadFront;
            inputRow = ((((nint)image * Shape.InputDepth) + z) * Shape.InputHeight) + y;
            return y >= 0 && y < Shape.InputHeight && z >= 0 && z < Shape.InputDepth;
        }

        private readonly void Multiply(int group, int filter, int tap, float* source, Segment* segments, int count)
        {
            var columns = Math.Min(Width, Shape.GroupFilters - filter);
            filter += group * Shape.GroupFilters;
            var gradient = KernelGradient + ((nint)tap * Shape.GroupChannels * Shape.Filters) + filter;
            var strip = new TileArguments
            {
                A = source + (group * Shape.GroupChannels),
                AStride = (nint)Shape.StrideWidth * Shape.Channels,
                B = OutputGradient + filter,
                BStride = Shape.Filters,
                C = gradient,
                CStride = Shape.Filters,
                Start = gradient,
                StartStride = Shape.Filters,
                Bounds = OutputBounds.None,
                Segments = segments,
                SegmentCount = count,
            };
            var packed = stackalloc Segment[MaxSegments];
            if (columns % TSimd.Count != 0)
            {
                // Tiles read whole registers of B, which might reach over the end of the gradient.
                strip.B = Pack(strip.B, columns, segments, packed, count);
                strip.BStride = Width;
                strip.Segments = packed;
            }
            TileStrip<TVector, TSimd, ColumnMajor>.Run(strip, RowsOfTaps ? Shape.KernelWidth * Shape.Channels : Shape.GroupChannels, columns);
        }

        private readonly float* Pack(float* from, int columns, Segment* segments, Segment* packed, int count)
        {
            var to = Scratch.Take(ScratchUse.Partials, (nint)count * Shape.OutputWidth * Width);
            nint done = 0;
            for (var i = 0; i < count; i++)
            {
                PackedPanels.Pack<TVector, TSimd>(from + segments[i].B, Shape.Filters, segments[i].Depth, columns, null, to + done);
                packed[i] = segments[i] with { B = done };
                done += segments[i].Depth * Width;
            }
            return to;
        }
    }
}
