using GenNet.Weights.Hdf5;

namespace GenNet.Weights.PureHdf;

/// <summary>Which datasets PureHDF isn't asked for, since it would read other files or return wrong values.</summary>
internal static class DatasetJudge
{
    private const int Fletcher32 = 3;

    // Deflate packs no better than 1 : 1032, and few bytes may stand for an array that was never written.
    private const int MostExpansion = 1032;
    private const long LargestOfSmallFiles = 1 << 30;

    /// <summary>Why a dataset isn't read, as a sentence without its full stop; null if PureHDF reads it.</summary>
    /// <param name="dataset">The dataset as the strict reader sees it.</param>
    /// <param name="fileLength">Bytes of the file.</param>
    public static string? Refusal(IHdf5Dataset dataset, long fileLength) => dataset.Storage switch
    {
        null => "the reader of its header doesn't say how the values lie",
        { IsExternal: true } or { Layout: Hdf5Layout.Virtual } => dataset.Refusal,
        { Filters: [Fletcher32] } => "its only filter is the checksum Fletcher-32, of which PureHDF returns wrong values" + (dataset.Refusal is null ? "; LoadWeights with the path of the file, without PureHDF, reads it" : ""),
        { Filters: var filters } when !LzfFilter.IsReadable(filters) => "LZF stands behind another filter than shuffle, which PureHDF can't tell from one that was left out",
        { Filters: var filters } when filters.Distinct().Count() < filters.Count => "the values went through one filter twice",
        _ when Size(dataset) > ((Int128)fileLength * MostExpansion) + LargestOfSmallFiles => $"its shape takes {Size(dataset)} bytes, which a file of {fileLength} can't hold in any way",
        _ => null,
    };

    private static Int128 Size(IHdf5Dataset dataset)
    {
        Int128 size = dataset.Type.Size();
        foreach (var dimension in dataset.Dimensions)
            size = dimension == 0 || size <= long.MaxValue ? size * dimension : size;
        return size;
    }
}
