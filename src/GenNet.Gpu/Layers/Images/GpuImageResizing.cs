using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Brings images to another size on GPUs, by the filters of the CPU; see <see cref="ImageResizing{TShape}"/>. The gradient is the same with the lists turned round.</summary>
internal static class GpuImageResizing<TShape>
    where TShape : struct, IResizeShape
{
    private static readonly ResizeFilter s_rows = ResizeFilter.Of(TShape.Rows, TShape.Interpolation, TShape.Antialias);
    private static readonly ResizeFilter s_columns = ResizeFilter.Of(TShape.Columns, TShape.Interpolation, TShape.Antialias);

    /// <summary>The images in their new size.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var tables = pass.Accelerator.Tables;
        var rows = new PixelLists
        {
            Lists = tables.Of<RowsOf<int>, int>(static () => PixelTable.Lists(s_rows)),
            Weights = tables.Of<RowsOf<float>, float>(static () => PixelTable.Weights(s_rows)),
            Inside = tables.Of<RowsOf<double>, float>(static () => s_rows.Inside),
            Count = TShape.Rows[3],
        };
        var columns = new PixelLists
        {
            Lists = tables.Of<ColumnsOf<int>, int>(static () => PixelTable.Lists(s_columns)),
            Weights = tables.Of<ColumnsOf<float>, float>(static () => PixelTable.Weights(s_columns)),
            Inside = tables.Of<ColumnsOf<double>, float>(static () => s_columns.Inside),
            Count = TShape.Columns[3],
        };
        Run(pass, input, output, rows, columns, TShape.Rows[0], TShape.Columns[0], TShape.Fill);
    }

    /// <summary>Gradients of the images.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        var tables = pass.Accelerator.Tables;
        var rows = new PixelLists
        {
            Lists = tables.Of<RowsOf<uint>, int>(static () => PixelTable.ListsBack(s_rows, TShape.Rows[0])),
            Weights = tables.Of<RowsOf<long>, float>(static () => PixelTable.WeightsBack(s_rows, TShape.Rows[0])),
            Count = TShape.Rows[0],
        };
        var columns = new PixelLists
        {
            Lists = tables.Of<ColumnsOf<uint>, int>(static () => PixelTable.ListsBack(s_columns, TShape.Columns[0])),
            Weights = tables.Of<ColumnsOf<long>, float>(static () => PixelTable.WeightsBack(s_columns, TShape.Columns[0])),
            Count = TShape.Columns[0],
        };
        Run(pass, outputGradient, inputGradient, rows with { Inside = rows.Weights }, columns with { Inside = columns.Weights }, TShape.Rows[3], TShape.Columns[3], fill: 0);
    }

    private static void Run(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, in PixelLists rows, in PixelLists columns, int fromRows, int fromColumns, float fill)
    {
        var count = (long)pass.Rows * TShape.Planes * rows.Count * columns.Count * TShape.Channels;
        pass.LaunchForEach(count, new WeightedPixels
        {
            From = from.Rest, To = to.Rest, Rows = rows, Columns = columns, FromRows = fromRows, FromColumns = fromColumns, Channels = TShape.Channels, Fill = fill, Count = count,
        });
    }

    // What tables are kept under: lists, weights and sums, and both ways.
    private readonly struct RowsOf<T>;

    private readonly struct ColumnsOf<T>;
}

/// <summary>A filter as lists of pixels and weights.</summary>
internal static class PixelTable
{
    /// <summary>For each pixel of the output those of the input.</summary>
    public static int[] Lists(ResizeFilter filter) =>
        Join([.. filter.Weights.Select((weights, output) => Enumerable.Range(filter.First[output], weights.Length).ToArray())]);

    /// <summary>Their weights.</summary>
    public static float[] Weights(ResizeFilter filter) => [.. filter.Weights.SelectMany(static weights => weights)];

    /// <summary>For each pixel of the input those of the output that it goes to, in their order.</summary>
    public static int[] ListsBack(ResizeFilter filter, int inputs) =>
        Join([.. Enumerable.Range(0, inputs).Select(input => Outputs(filter, input).Select(static pair => pair.Output).ToArray())]);

    /// <summary>Their weights.</summary>
    public static float[] WeightsBack(ResizeFilter filter, int inputs) =>
        [.. Enumerable.Range(0, inputs).SelectMany(input => Outputs(filter, input).Select(static pair => pair.Weight))];

    private static IEnumerable<(int Output, float Weight)> Outputs(ResizeFilter filter, int input) => Enumerable.Range(0, filter.First.Length)
        .Where(output => input >= filter.First[output] && input < filter.First[output] + filter.Weights[output].Length)
        .Select(output => (output, filter.Weights[output][input - filter.First[output]]));

    private static int[] Join(int[][] lists)
    {
        var begins = new int[lists.Length + 1];
        for (var i = 0; i < lists.Length; i++)
            begins[i + 1] = begins[i] + lists[i].Length;
        return [.. begins, .. lists.SelectMany(static list => list)];
    }
}
