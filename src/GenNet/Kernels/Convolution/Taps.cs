namespace GenNet.Kernels;

/// <summary>The depth of a convolution in segments, a block at a time.</summary>
internal ref struct Taps
{
    private readonly ConvolutionShape _shape;
    private readonly nint _rowStride;
    private readonly int _width;
    private readonly int _run;
    private readonly nint _sliceStride;
    private readonly int _blockDepth;
    private readonly int _end;
    private int _done;

    /// <summary>The segments of <paramref name="shape"/>'s depth.</summary>
    /// <param name="shape">All sizes.</param>
    /// <param name="slices">The kernel's slices that lie within the input.</param>
    /// <param name="sliceStride">From a slice under the kernel to the next, padded or not.</param>
    /// <param name="rowStride">From row to row.</param>
    /// <param name="width">Columns of a packed panel.</param>
    public Taps(in ConvolutionShape shape, (int First, int End) slices, nint sliceStride, nint rowStride, int width)
    {
        _shape = shape;
        _sliceStride = sliceStride;
        _rowStride = rowStride;
        _width = width;
        var slice = shape.ProductDepth / shape.KernelDepth;
        _done = slices.First * slice;
        _end = slices.End * slice;
        // Neighbouring taps are neighbours in memory, unless other groups or skipped pixels lie between.
        _run = shape.Groups == 1 && shape.DilationWidth == 1 ? shape.KernelWidth * shape.Channels : shape.GroupChannels;
        var depth = _end - _done;
        var blocks = Math.Max(1, (depth + TapBlock.LargestDepth - 1) / TapBlock.LargestDepth);
        _blockDepth = (depth + blocks - 1) / blocks;
    }

    /// <summary>Whether none is left.</summary>
    public readonly bool IsEmpty => _done == _end;

    /// <summary>Writes the next segments to <paramref name="block"/>.</summary>
    public void Next(ref TapBlock block)
    {
        block.Clear();
        for (var end = Math.Min(_end, _done + _blockDepth); _done < end && !block.IsFull;)
        {
            var (run, within) = Math.DivRem(_done, _run);
            var length = Math.Min(end - _done, _run - within);
            var (row, x) = Math.DivRem(run * _run / _shape.GroupChannels, _shape.KernelWidth);
            var (z, y) = Math.DivRem(row, _shape.KernelHeight);
            y *= _shape.DilationHeight;
            var at = (z * _sliceStride) + (y * _rowStride) + ((nint)x * _shape.DilationWidth * _shape.Channels) + within;
            block.Add(new(at, (nint)_done * _width, length), y);
            _done += length;
        }
    }
}
