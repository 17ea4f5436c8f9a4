using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Which pixels of a line make each pixel of another, and with which weights: lists, one after another.</summary>
internal struct PixelLists
{
    /// <summary>Where the list of each pixel begins, and one end more; then the pixels that the lists name.</summary>
    public ArrayView<int> Lists;

    public ArrayView<float> Weights;

    /// <summary>Pixels that there are lists of.</summary>
    public int Count;

    /// <summary>Of each, the sum of its weights, where margins have a value.</summary>
    public ArrayView<float> Inside;
}

/// <summary>Images whose pixels are weighted sums of those of others, along rows and columns; what margins have is added.</summary>
internal struct WeightedPixels : IGpuKernel<WeightedPixels>
{
    public ArrayView<float> From;
    public ArrayView<float> To;
    public PixelLists Rows;
    public PixelLists Columns;
    public int FromRows;
    public int FromColumns;
    public int Channels;
    public float Fill;
    public long Count;

    public static void Run(WeightedPixels kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var pixel = i / kernel.Channels;
            var line = pixel / kernel.Columns.Count;
            var plane = line / kernel.Rows.Count;
            var row = (int)(line - (plane * kernel.Rows.Count));
            var column = (int)(pixel - (line * kernel.Columns.Count));
            var sum = kernel.Fill == 0 ? 0f : kernel.Fill * (1 - (kernel.Rows.Inside[row] * kernel.Columns.Inside[column]));
            kernel.To[i] = sum + Sum(kernel, plane, row, column, i - (pixel * kernel.Channels));
        }
    }

    private static float Sum(WeightedPixels kernel, long plane, int row, int column, long channel)
    {
        var sum = 0f;
        var endOfRows = kernel.Rows.Lists[row + 1];
        var endOfColumns = kernel.Columns.Lists[column + 1];
        for (var r = kernel.Rows.Lists[row]; r < endOfRows; r++)
        {
            var line = ((plane * kernel.FromRows) + kernel.Rows.Lists[kernel.Rows.Count + 1 + r]) * kernel.FromColumns;
            var ofRow = 0f;
            for (var c = kernel.Columns.Lists[column]; c < endOfColumns; c++)
                ofRow += kernel.Columns.Weights[c] * kernel.From[((line + kernel.Columns.Lists[kernel.Columns.Count + 1 + c]) * kernel.Channels) + channel];
            sum += kernel.Rows.Weights[r] * ofRow;
        }
        return sum;
    }
}
