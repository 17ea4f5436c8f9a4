namespace GenNet.Weights.Hdf5;

/// <summary>What to do about HDF5 that the strict reader refuses: a command writes the file anew where the converter reads it, and only its author can where the values lie elsewhere.</summary>
internal static class ConversionRemedy
{
    private const string ModelSuffix = ".keras";

    /// <summary>The remedy for a dataset.</summary>
    public static string Of(IHdf5Source source, Hdf5Storage? storage) =>
        storage is { IsExternal: false, Layout: not Hdf5Layout.Virtual } ? CommandFor(source) : StoredTensor.CopyIntoAPlainFile;

    /// <summary>The remedy for what isn't read; null if it is no link.</summary>
    public static string Of(IHdf5Source source, Hdf5Link? link) => link is { Kind: Hdf5LinkKind.Soft } ? CommandFor(source) : StoredTensor.CopyIntoAPlainFile;

    // Another source has read more already; what lies in an archive, or came as a stream, is no file that the command takes.
    private static string CommandFor(IHdf5Source source) => source is Hdf5Reader && File.Exists(source.File) && !source.File.EndsWith(ModelSuffix, StringComparison.OrdinalIgnoreCase)
        ? $"Write it anew as a plain file: dotnet gennet convert {Quoted(source.File)} clean.weights.h5 (the tool is the package GenNet.Tool)."
        : StoredTensor.CopyIntoAPlainFile;

    private static string Quoted(string file) => file.Contains(' ') ? $"\"{file}\"" : file;
}
