namespace GenNet.Weights.Hdf5;

/// <summary>
/// The bytes of an HDF5 file with the bounds that hold for all of it: addresses lie between the superblock's base and end of file, and
/// structure may be read only as often as the file is long. The latter bounds time and memory whatever a hostile file refers to:
/// a group in itself, a million names for one heap, chains of blocks that overlap.
/// </summary>
internal sealed class Hdf5Image(FileBytes bytes) : IDisposable
{
    /// <summary>The address that stands for none.</summary>
    public const ulong None = ulong.MaxValue;

    /// <summary>
    /// Declared bytes of a dataset over the file's length. A file of weights compresses by a small factor; deflate alone makes up to
    /// 1032 zeros of a byte.
    /// </summary>
    public const int MaximumExpansion = 128;

    private const int MaximumReadings = 16;
    private const int ReadingsOfSmallFiles = 1 << 20;

    private long _read;

    public string File => bytes.File;

    public long Length => bytes.Length;

    /// <summary>Where address 0 lies in the file: after a user block.</summary>
    public long Base { get; set; }

    /// <summary>First address that is no longer part of the file.</summary>
    public ulong End { get; set; } = (ulong)bytes.Length;

    /// <summary>Half the most entries of a symbol node.</summary>
    public int LeafK { get; set; } = 4;

    /// <summary>Half the most children of a group's B-tree node.</summary>
    public int InternalK { get; set; } = 16;

    /// <summary>Bytes of structure.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public ByteCursor Read(ulong address, ulong length, string what)
    {
        Charge(length);
        return new(this, Slice(address, length, what), what);
    }

    /// <summary>Bytes of data.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public ReadOnlySpan<byte> Slice(ulong address, ulong length, string what)
    {
        if (address == None)
            throw Damaged($"the {what} has no address");
        if (!Contains(address, length) || length > int.MaxValue)
            throw Damaged($"the {what} ({length} bytes at {address}) does not lie in the file, which ends at {End}");
        return bytes.Slice(Base + (long)address, (int)length);
    }

    public bool Contains(ulong address, ulong length) => address <= End && length <= End - address;

    /// <summary>Counts work that a file causes.</summary>
    /// <exception cref="WeightFileException">It is far more than the file's length explains.</exception>
    public void Charge(ulong amount)
    {
        var limit = (bytes.Length * MaximumReadings) + ReadingsOfSmallFiles;
        if (amount > (ulong)(limit - _read))
            throw Damaged("its structures refer to each other again and again");
        _read += (long)amount;
    }

    public WeightFileException Damaged(string problem, Exception? inner = null) => WeightFileException.Damaged(File, null, problem, inner);

    public WeightFileException Unsupported(string problem) => new(
        File, null, problem + ", which GenNet does not read",
        "Copy the weights into a plain file: with h5py's defaults, or by saving them again from Keras.");

    public void Dispose() => bytes.Dispose();
}
