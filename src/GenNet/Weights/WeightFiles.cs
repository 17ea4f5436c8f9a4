using GenNet.Weights.KerasArchive;
using GenNet.Weights.Safetensors;

namespace GenNet.Weights;

/// <summary>Opens weight files of any format.</summary>
public static class WeightFiles
{
    private const string KerasSuffix = ".weights.h5";
    private const string KerasModelSuffix = ".keras";
    private const string SafetensorsSuffix = ".safetensors";

    // What a whole model holds beside its weights: an optimizer's slots, a moving average of the weights, gradients that add up.
    private const int MostTrainingState = 7;
    private const long MostWanted = 1L << 56;
    private const long SmallFile = 1 << 20;
    private const long Unasked = 128 << 20;

    /// <summary>Opens a file by what it holds. Its name decides nothing, but one that promises another format is refused.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFileException">It is no weight file, damaged, or not what its name says.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IWeightContainer Open(string path) => Open(path, Unasked);

    /// <summary>Opens a file to read some of its arrays: a packed one takes memory by what is asked for, whatever it claims to hold.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Bytes of all arrays that are wanted.</param>
    /// <inheritdoc cref="Open(string)"/>
    public static IWeightContainer Open(string path, long wanted)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        return Open(FileBytes.Open(path), wanted);
    }

    /// <summary>Opens weights in memory, as an embedded resource. It is not copied, and must not change until the result is disposed.</summary>
    /// <param name="bytes">A whole file of any format.</param>
    /// <exception cref="WeightFileException">It is no weight file, or damaged.</exception>
    public static IWeightContainer Open(ReadOnlyMemory<byte> bytes) => Open(new MemoryBytes(MemoryName, bytes), Unasked);

    /// <summary>
    /// Opens weights that a stream yields, from its position to its end. One that can seek is read as values are asked for, and must not be used otherwise until the result is disposed; any other is
    /// read to its end at once, of 129 MiB at most.
    /// </summary>
    /// <param name="stream">It stays open.</param>
    /// <exception cref="WeightFileException">It is no weight file, damaged, or longer.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static IWeightContainer Open(Stream stream) => Open(StreamBytes.Of(stream, LimitOf(Unasked)), Unasked);

    /// <summary>What the caller of <c>SaveWeights</c> kept with the weights (<see cref="SaveOptions.Metadata"/>), by its own names; nothing in files that GenNet didn't write.</summary>
    /// <param name="path">The file.</param>
    /// <inheritdoc cref="Open(string)"/>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using var file = Open(path);
        return WeightMetadata.UserIn(file.Metadata);
    }

    /// <summary>What messages call bytes in memory.</summary>
    internal const string MemoryName = "(memory)";

    /// <summary>The most bytes that are taken of a stream to get at <paramref name="wanted"/> bytes of arrays: a whole model beside its weights, in float64.</summary>
    internal static long LimitOf(long wanted) => SmallFile + (2 * (1 + MostTrainingState) * Math.Min(wanted, MostWanted));

    /// <summary>Opens what a source holds, and owns it.</summary>
    /// <param name="bytes">A file, or memory; its name is a path only where it is a file.</param>
    /// <param name="wanted">As in <see cref="Open(string, long)"/>.</param>
    internal static IWeightContainer Open(ByteSource bytes, long wanted)
    {
        var path = bytes.File;
        try
        {
            var kind = WeightFileKinds.Of(bytes);
            // HDF5 that can't be read under any name is refused first: renamed, it would be refused once more.
            if (kind != WeightFileKind.Hdf5)
                RequireNameToFit(path, kind);
            IWeightContainer file = kind switch
            {
                WeightFileKind.Hdf5 => KerasHdf5.Open(bytes),
                WeightFileKind.Zip => KerasArchiveFile.Open(bytes, SmallFile + bytes.Length + ((1 + MostTrainingState) * Math.Min(wanted, MostWanted))),
                WeightFileKind.Safetensors => SafetensorsFile.Open(bytes),
                _ when path.EndsWith(SafetensorsSuffix, StringComparison.OrdinalIgnoreCase) && kind == WeightFileKind.Unknown => SafetensorsFile.Open(bytes),
                _ => throw NoWeights(path, kind),
            };
            RequireNameToFit(path, kind);
            return file;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static void RequireNameToFit(string path, WeightFileKind kind)
    {
        var (promised, suffix) = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".h5" or ".hdf5" => (WeightFileKind.Hdf5, KerasSuffix),
            KerasModelSuffix => (WeightFileKind.Zip, KerasModelSuffix),
            SafetensorsSuffix => (WeightFileKind.Safetensors, SafetensorsSuffix),
            _ => (kind, ""),
        };
        if (kind == promised || kind is not (WeightFileKind.Hdf5 or WeightFileKind.Safetensors or WeightFileKind.Zip))
            return;
        var right = kind switch
        {
            WeightFileKind.Hdf5 => KerasSuffix,
            WeightFileKind.Zip => KerasModelSuffix,
            _ => SafetensorsSuffix,
        };
        throw new WeightFileException(
            path, null, $"it is {WeightFileKinds.Describe(kind)}, and its name ends in {suffix}", $"Rename it so that it ends in {right}, if it is the right file.");
    }

    private static WeightFileException NoWeights(string path, WeightFileKind kind) => new(
        path, null, $"it is {WeightFileKinds.Describe(kind)}, not a weight file",
        kind switch
        {
            WeightFileKind.GitLfsPointer => "Fetch it: git lfs pull.",
            WeightFileKind.Torch => TorchFile.RemedyFor(path),
            WeightFileKind.Pickle => "GenNet never runs what a file says: save the weights as safetensors.",
            WeightFileKind.Empty => "The program that wrote it did not finish: take another copy of the file, or save it again.",
            _ => $"Weights lie in files that end in {KerasSuffix}, {KerasModelSuffix} or {SafetensorsSuffix}.",
        });
}
