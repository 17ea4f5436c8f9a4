using GenNet.Weights.KerasArchive;
using GenNet.Weights.Npz;
using GenNet.Weights.Safetensors;
using GenNet.Weights.Shards;
using GenNet.Weights.TensorFlow;
using GenNet.Weights.Zip;

namespace GenNet.Weights;

/// <summary>Opens weight files of any format.</summary>
public static class WeightFiles
{
    private const string SafetensorsSuffix = ".safetensors";

    // What a whole model holds beside its weights: an optimizer's slots, a moving average of the weights, gradients that add up.
    private const int MostTrainingState = 7;
    private const long MostWanted = 1L << 56;
    private const long SmallFile = 1 << 20;
    private const long Unasked = 128 << 20;

    /// <summary>Opens a file by what it holds; its name decides nothing. A whole Keras model may be a folder, too (<c>model.save(path, zipped=False)</c>).</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFileException">It is no weight file, or damaged.</exception>
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
        if (KerasFolder.IsOne(path))
            return KerasArchiveFile.Open(new KerasFolder(path));
        path = CheckpointPaths.FileOf(path);
        return Open(FileBytes.Open(path), wanted, FolderSiblings.Of(path));
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

    /// <summary>Opens what lies in <paramref name="bytes"/>, and owns them from then on.</summary>
    /// <param name="bytes">A file, or memory; its name is a path only where it is a file.</param>
    /// <param name="wanted">As in <see cref="Open(string, long)"/>.</param>
    /// <param name="siblings">The files beside it, which weights in several files lie in; null if it came by itself.</param>
    /// <exception cref="WeightFileException">It is no weight file, or damaged.</exception>
    internal static IWeightContainer Open(ByteSource bytes, long wanted, ISiblings? siblings = null)
    {
        try
        {
            return WeightFileKinds.Of(bytes) switch
            {
                WeightFileKind.Hdf5 => FileNames.RequireOneOfHdf5(KerasHdf5.Open(bytes)),
                WeightFileKind.Zip => OpenArchive(ZipDirectory.Read(bytes), wanted),
                WeightFileKind.Safetensors => SafetensorsFile.Open(bytes),
                WeightFileKind.Npy => NpzFile.OpenArray(bytes),
                WeightFileKind.ShardIndex => OpenIndex(bytes, siblings),
                WeightFileKind.Checkpoint or WeightFileKind.CheckpointState => CheckpointFile.Open(bytes),
                WeightFileKind.Unknown or WeightFileKind.Empty when bytes.File.EndsWith(CheckpointPaths.IndexSuffix, StringComparison.OrdinalIgnoreCase) => CheckpointFile.Open(bytes),
                WeightFileKind.Unknown when bytes.File.EndsWith(SafetensorsSuffix, StringComparison.OrdinalIgnoreCase) => SafetensorsFile.Open(bytes),
                var kind => throw NoWeights(bytes.File, kind),
            };
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static IWeightContainer OpenArchive(ZipDirectory archive, long wanted) => NpzFile.IsOne(archive)
        ? NpzFile.Open(archive)
        : KerasArchiveFile.Open(new KerasZip(archive, SmallFile + archive.File.Length + ((1 + MostTrainingState) * Math.Min(wanted, MostWanted))));

    private static IWeightContainer OpenIndex(ByteSource bytes, ISiblings? siblings)
    {
        using (bytes)
            return ShardedWeights.Open(bytes, siblings);
    }

    private static WeightFileException NoWeights(string path, WeightFileKind kind) => new(
        path, null, $"it is {WeightFileKinds.Describe(kind)}, not a weight file",
        kind switch
        {
            WeightFileKind.GitLfsPointer => "Fetch it: git lfs pull.",
            WeightFileKind.Torch => TorchFile.RemedyFor(path),
            WeightFileKind.Pickle => "GenNet never runs what a file says: save the weights as safetensors.",
            WeightFileKind.Empty => "The program that wrote it did not finish: take another copy of the file, or save it again.",
            _ => "Weights lie in files of Keras (.weights.h5, .keras, .h5, .weights.json), safetensors (.safetensors), NumPy (.npz, .npy) and TensorFlow (checkpoints, .index).",
        });
}
