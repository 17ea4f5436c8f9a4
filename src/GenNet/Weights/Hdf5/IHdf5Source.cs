namespace GenNet.Weights.Hdf5;

/// <summary>
/// An open HDF5 file as objects: groups, attributes and datasets. Keras' formats are read from it, whoever reads the HDF5: GenNet's own strict reader
/// (<see cref="Hdf5File.Open(string)"/>) is one, and a package that reads more of HDF5 implements another, for <see cref="Model.LoadWeights(IHdf5Source, LoadOptions)"/>
/// and <see cref="KerasH5.KerasWeightsFile.Open(IHdf5Source, bool)"/>.
/// </summary>
/// <remarks>
/// <para><b>What is asked when.</b> Opening lists every group once, from <see cref="Root"/> on, and asks each dataset for type, shape and refusal; formats ask for attributes by
/// name; values are read only of what a load needs, one dataset at a time.</para>
/// <para><b>Threads.</b> One thread at a time calls a source and its objects, so that they need no locks.</para>
/// <para><b>Lifetime.</b> Objects are used until the source is disposed, by whoever opened it: <c>LoadWeights</c> and <c>CheckWeights</c> don't, so that one source may serve
/// several models.</para>
/// <para><b>Errors.</b> Whatever a source throws becomes a <see cref="WeightFileException"/> that names the object, but an <see cref="IOException"/> other than
/// <see cref="EndOfStreamException"/> (the file can't be read), <see cref="UnauthorizedAccessException"/>, <see cref="OperationCanceledException"/> and <see cref="ObjectDisposedException"/>, which pass as they are.
/// What can be skipped is no error but an <see cref="Hdf5Unread"/> or a <see cref="IHdf5Dataset.Refusal"/>: it stops only loads that need it.</para>
/// <para><b>Trust.</b> GenNet bounds how deep groups lie, how many names are taken for a file of <see cref="Length"/> bytes, and what an array costs that nobody has asked for by
/// its shape. What a file makes the source itself do (follow links to other files, recurse, unpack) is the source's to bound.</para>
/// </remarks>
public interface IHdf5Source : IDisposable
{
    /// <summary>What messages and reports call the file: its path.</summary>
    string File { get; }

    /// <summary>Bytes of the file.</summary>
    long Length { get; }

    /// <summary>The root group.</summary>
    IHdf5Group Root { get; }
}
