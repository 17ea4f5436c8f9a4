namespace GenNet.Weights.Hdf5;

/// <summary>How a dataset's values lie in the file, as its header says it. A reader of more kinds than GenNet's own decides by it what it takes on.</summary>
/// <param name="Layout">Where the values lie.</param>
/// <param name="Filters">Numbers of the filters that chunks went through when they were written, in that order: 1 deflate, 2 shuffle, 3 Fletcher-32, 32000 LZF (the registry of The HDF Group).</param>
/// <param name="IsExternal">Whether the values lie in other files, which the header names.</param>
/// <param name="IsBigEndian">Whether the most significant byte of an element comes first.</param>
/// <param name="HasCommittedType">Whether the element type is a named one, which lies elsewhere in the file.</param>
public sealed record Hdf5Storage(Hdf5Layout Layout, IReadOnlyList<int> Filters, bool IsExternal, bool IsBigEndian, bool HasCommittedType);

/// <summary>Where the values of a dataset lie (HDF5 File Format Specification, data layout message).</summary>
public enum Hdf5Layout
{
    /// <summary>In the object's header.</summary>
    Compact,

    /// <summary>In one piece.</summary>
    Contiguous,

    /// <summary>In blocks of equal shape that an index lists.</summary>
    Chunked,

    /// <summary>In other datasets.</summary>
    Virtual,
}
