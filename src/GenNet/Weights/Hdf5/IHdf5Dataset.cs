namespace GenNet.Weights.Hdf5;

/// <summary>A dataset of an HDF5 file: an array of elements of one type.</summary>
public interface IHdf5Dataset : IHdf5Object
{
    /// <summary>
    /// Element type; <see cref="StoredType.Other"/> for whatever isn't a plain number (text, compounds, a null dataspace). Two opaque bytes with an attribute <c>dtype</c> of
    /// <c>bfloat16</c> are Keras' <see cref="StoredType.BFloat16"/>, an enumeration of int8 with <c>FALSE</c> = 0 and <c>TRUE</c> = 1 is h5py's <see cref="StoredType.Bool"/>.
    /// </summary>
    StoredType Type { get; }

    /// <summary>Element type as messages name it: <c>float32</c>, <c>big-endian float64</c>, <c>text</c>. A load reports what isn't <c>float32</c> as converted.</summary>
    string TypeName { get; }

    /// <summary>The dataspace's dimensions, row-major; none for a scalar.</summary>
    IReadOnlyList<long> Dimensions { get; }

    /// <summary>Why the values can't be read, as a sentence without its full stop (<c>it is a virtual dataset, whose values lie in other datasets</c>); null if they can.</summary>
    string? Refusal { get; }

    /// <summary>How the values lie in the file; null if the source doesn't tell.</summary>
    Hdf5Storage? Storage => null;

    /// <summary>
    /// Reads all elements, in pieces as the source has them: into the memory that <see cref="ElementDestination.GetSpan"/> lends, which is the caller's own where it takes
    /// elements as they are, or from memory of the source's by <see cref="ElementDestination.Put"/>.
    /// </summary>
    /// <param name="destination">Takes the elements, each at its row-major index; an element that is left out is an error.</param>
    void Read(ref ElementDestination destination);
}
