using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Tool.Converting;

/// <summary>
/// An HDF5 file as one that the strict reader reads: itself where that reads all of it, else the plain file that <see cref="ConverterProcess"/> makes of it.
/// </summary>
internal static class PlainFile
{
    /// <summary>Writes a file anew as a plain one that Keras, GenNet and every other reader take.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">The new one, which replaces an old one only when it is whole.</param>
    /// <param name="limits">What reading it may take, where another process does.</param>
    /// <exception cref="ConversionException">It is no HDF5 file, damaged, or can't be read within the limits.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    public static PlainWeights Write(string source, string target, ConversionLimits limits)
    {
        var (written, notes) = Read(source, limits, file => PlainWeights.Write(file, target));
        return written with { Notes = [.. notes, .. written.Notes] };
    }

    /// <summary>Lets <paramref name="read"/> read a file that the strict reader may refuse.</summary>
    /// <param name="source">The file.</param>
    /// <param name="limits">What reading it may take, where another process does.</param>
    /// <param name="read">Reads it, or the plain file in its place, which is there as long as the call.</param>
    /// <returns>What <paramref name="read"/> returns, and what the plain file lacks, one sentence each.</returns>
    /// <inheritdoc cref="Write"/>
    public static (T Result, IReadOnlyList<string> Notes) Read<T>(string source, ConversionLimits limits, Func<IHdf5Source, T> read)
    {
        try
        {
            using (var file = Hdf5File.Open(source))
            {
                if (file.Tensors.All(static tensor => tensor is { Refusal: null } or Hdf5Refused { MayHideArrays: false }))
                    return (read(file.Source), []);
            }
        }
        catch (WeightFileException error)
        {
            throw new ConversionException(IsOfAnotherFormat(source) ? $"{source} is no HDF5 file, and need not be one: LoadWeights takes it as it is." : error.Message, error);
        }
        return ReadConverted(source, limits, read);
    }

    private static bool IsOfAnotherFormat(string path)
    {
        if (WeightFileKinds.OfFile(path) == WeightFileKind.Hdf5)
            return false;
        try
        {
            using var file = WeightFiles.Open(path);
            return true;
        }
        catch (WeightFileException)
        {
            return false;
        }
    }

    private static (T Result, IReadOnlyList<string> Notes) ReadConverted<T>(string source, ConversionLimits limits, Func<IHdf5Source, T> read)
    {
        var folder = Directory.CreateTempSubdirectory("gennet-convert-");
        try
        {
            var plain = Path.Combine(folder.FullName, "plain.h5");
            var notes = ConverterProcess.Run(source, plain, limits);
            using var file = Hdf5File.Open(plain);
            return (read(file.Source), notes);
        }
        catch (Exception error) when (error is WeightFileException or FileNotFoundException)
        {
            throw new ConversionException($"{source}: the process that read it ended well, and what it has written can't be read: {error.Message}", error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
