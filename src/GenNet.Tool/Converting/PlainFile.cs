using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Tool.Converting;

/// <summary>
/// Writes an HDF5 file anew as a plain one that Keras, GenNet and every other reader take: what GenNet's strict reader reads by itself, any other through <see cref="ConverterProcess"/>, whose
/// result the strict reader then reads.
/// </summary>
internal static class PlainFile
{
    /// <summary>Converts a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">The new one, which replaces an old one only when it is whole.</param>
    /// <param name="limits">What reading it may take, where another process does.</param>
    /// <exception cref="ConversionException">It is no HDF5 file, damaged, or can't be read within the limits.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    public static PlainWeights Write(string source, string target, ConversionLimits limits)
    {
        try
        {
            using (var file = Hdf5File.Open(source))
            {
                if (file.Tensors.All(static tensor => tensor is { Refusal: null } or Hdf5Refused { MayHideArrays: false }))
                    return PlainWeights.Write(file.Source, target);
            }
            return ThroughTheConverter(source, target, limits);
        }
        catch (WeightFileException error)
        {
            throw new ConversionException(error.Message, error);
        }
    }

    private static PlainWeights ThroughTheConverter(string source, string target, ConversionLimits limits)
    {
        var folder = Directory.CreateTempSubdirectory("gennet-convert-");
        try
        {
            var plain = Path.Combine(folder.FullName, "plain.h5");
            var notes = ConverterProcess.Run(source, plain, limits);
            return WriteAgain(source, plain, target) with { Notes = notes };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PlainWeights WriteAgain(string source, string plain, string target)
    {
        try
        {
            using var file = Hdf5File.Open(plain);
            return PlainWeights.Write(file.Source, target);
        }
        catch (WeightFileException error)
        {
            throw new ConversionException($"{source}: what the process that read it has written can't be read: {error.Problem}. Take another copy of the file, or save it again.", error);
        }
    }
}
