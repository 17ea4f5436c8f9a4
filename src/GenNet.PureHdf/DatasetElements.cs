using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace GenNet.Weights.PureHdf;

/// <summary>Reads the elements of a dataset as they are stored: at once into the caller's memory, or in slabs along the first axis where they are converted.</summary>
internal static class DatasetElements
{
    private const long SlabBytes = 16 << 20;

    /// <summary>Reads all elements.</summary>
    /// <param name="dataset">PureHDF's dataset.</param>
    /// <param name="dimensions">Its dimensions, none of them 0.</param>
    /// <param name="isBigEndian">Whether the most significant byte of an element comes first.</param>
    /// <param name="destination">Takes them.</param>
    public static void Read(NativeDataset dataset, IReadOnlyList<long> dimensions, bool isBigEndian, ref ElementDestination destination)
    {
        var whole = destination.GetSpan(0);
        if (whole.Length == destination.Count * destination.ElementSize)
        {
            dataset.Read(whole);
            destination.Advance((int)destination.Count, isBigEndian);
            return;
        }
        ReadSlabs(dataset, dimensions, isBigEndian, ref destination);
    }

    private static void ReadSlabs(NativeDataset dataset, IReadOnlyList<long> dimensions, bool isBigEndian, ref ElementDestination destination)
    {
        var rowElements = destination.Count / dimensions[0];
        var rowBytes = rowElements * destination.ElementSize;
        var rows = Math.Clamp(SlabBytes / rowBytes, 1, dimensions[0]);
        // Whole chunks, so that none is unpacked twice.
        if (dataset.Layout.Class == PureHDF.H5DataLayoutClass.Chunked && (long)dataset.Layout.Chunks[0] is > 1 and var chunk)
            rows = Math.Min((rows + chunk - 1) / chunk * chunk, dimensions[0]);
        var slab = new byte[rows * rowBytes];
        for (long first = 0; first < dimensions[0]; first += rows)
        {
            var count = Math.Min(rows, dimensions[0] - first);
            var bytes = slab.AsSpan(0, checked((int)(count * rowBytes)));
            dataset.Read(bytes, SlabOf(dimensions, first, count));
            destination.Put(first * rowElements, bytes, isBigEndian);
        }
    }

    private static HyperslabSelection SlabOf(IReadOnlyList<long> dimensions, long first, long count)
    {
        var starts = new ulong[dimensions.Count];
        ulong[] blocks = [.. dimensions.Select(static d => (ulong)d)];
        (starts[0], blocks[0]) = ((ulong)first, (ulong)count);
        return new(dimensions.Count, starts, blocks);
    }
}
