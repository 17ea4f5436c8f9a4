using System.Buffers.Binary;
using System.Text.Unicode;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Npz;
using GenNet.Weights.Shards;
using GenNet.Weights.TensorFlow;

namespace GenNet.Weights;

/// <summary>What a file is, told from its content.</summary>
internal enum WeightFileKind
{
    /// <summary>HDF5.</summary>
    Hdf5,
    /// <summary>safetensors.</summary>
    Safetensors,
    /// <summary>What <c>torch.save</c> writes: an archive or, before PyTorch 1.6, a pickle.</summary>
    Torch,
    /// <summary>A ZIP archive, as a <c>.keras</c> model or NumPy's <c>.npz</c>.</summary>
    Zip,
    /// <summary>One array of NumPy's, <c>.npy</c>.</summary>
    Npy,
    /// <summary>JSON that says in which files weights lie: Keras' <c>.weights.json</c>, <c>model.safetensors.index.json</c>.</summary>
    ShardIndex,
    /// <summary>The index of a TensorFlow checkpoint.</summary>
    Checkpoint,
    /// <summary>The text file in which TensorFlow notes its latest checkpoint.</summary>
    CheckpointState,
    /// <summary>The text that Git leaves where a large file was not fetched.</summary>
    GitLfsPointer,
    /// <summary>A picture.</summary>
    Image,
    /// <summary>A Python pickle.</summary>
    Pickle,
    /// <summary>Readable text.</summary>
    Text,
    /// <summary>No bytes.</summary>
    Empty,
    /// <summary>Nothing known.</summary>
    Unknown,
}

/// <summary>Tells <see cref="WeightFileKind"/>.</summary>
internal static class WeightFileKinds
{
    private const int LongestLook = 512;

    /// <summary>What the file <paramref name="path"/> is.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static WeightFileKind OfFile(string path)
    {
        using var bytes = FileBytes.Open(path);
        return Of(bytes);
    }

    public static WeightFileKind Of(ByteSource bytes)
    {
        if (bytes.Length == 0)
            return WeightFileKind.Empty;
        ReadOnlySpan<byte> start = bytes.ReadArray(0, (int)Math.Min(bytes.Length, LongestLook));
        // First of all, because a header's length may begin with the bytes of anything: 0x80 0x03, as a pickle, is a header of 896 bytes.
        if (start.Length > 8 && start[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)bytes.Length)
            return WeightFileKind.Safetensors;
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return TorchFile.IsArchive(bytes) ? WeightFileKind.Torch : WeightFileKind.Zip;
        if (start.StartsWith("version https://git-lfs"u8))
            return WeightFileKind.GitLfsPointer;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return WeightFileKind.Image;
        if (start[0] == 0x80 && start.Length > 1 && start[1] is >= 2 and <= 5)
            return TorchFile.IsPickle(start) ? WeightFileKind.Torch : WeightFileKind.Pickle;
        if (Superblock.Find(bytes) >= 0 || Superblock.Signature.StartsWith(start))
            return WeightFileKind.Hdf5;
        if (start.StartsWith(NpyHeader.Magic))
            return WeightFileKind.Npy;
        if (TableReader.IsTable(bytes))
            return WeightFileKind.Checkpoint;
        if (CheckpointStateFile.IsOne(start))
            return WeightFileKind.CheckpointState;
        return !IsText(start) ? WeightFileKind.Unknown : ShardIndex.Is(bytes) ? WeightFileKind.ShardIndex : WeightFileKind.Text;
    }

    public static string Describe(WeightFileKind kind) => kind switch
    {
        WeightFileKind.Hdf5 => "an HDF5 file",
        WeightFileKind.Safetensors => "a safetensors file",
        WeightFileKind.Torch => "a file of PyTorch (torch.save)",
        WeightFileKind.Zip => "a ZIP archive",
        WeightFileKind.Npy => "an array of NumPy (.npy)",
        WeightFileKind.ShardIndex => "an index of weight files (JSON)",
        WeightFileKind.Checkpoint => "the index of a TensorFlow checkpoint",
        WeightFileKind.CheckpointState => "the state file of TensorFlow checkpoints",
        WeightFileKind.GitLfsPointer => "a Git LFS pointer: the file itself was not fetched",
        WeightFileKind.Image => "a picture",
        WeightFileKind.Pickle => "a Python pickle",
        WeightFileKind.Text => "text",
        WeightFileKind.Empty => "empty",
        _ => "of no kind that GenNet knows",
    };

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        // The look may end within a character.
        for (var cut = 0; cut < 4 && cut < start.Length; cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
                return start.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        }
        return false;
    }
}
