namespace GenNet.Weights.Hdf5;

/// <summary>
/// The bytes of an HDF5 file with the bounds that hold for all of it: addresses lie between the superblock's base and end of file, and
/// structure may be read only as often as the file is long. The latter bounds time and memory whatever a hostile file refers to:
/// a group in itself, a million names for one heap, chains of blocks that overlap.
/// </summary>
internal sealed class Hdf5Image(ByteSource bytes)
{
    /// <summary>The address that stands for none.</summary>
    public const ulong None = ulong.MaxValue;

    /// <summary>
    /// Declared bytes of a dataset over the file's length. A file of weights compresses by a small factor; deflate alone makes up to
    /// 1032 zeros of a byte.
    /// </summary>
    public const int MaximumExpansion = 128;

    /// <summary>No structure of HDF5 comes near it; data is not read as one.</summary>
    private const int LargestStructure = 16 << 20;

    private const int MaximumReadings = 16;
    private const int ReadingsOfSmallFiles = 1 << 20;

    private readonly BytePages _pages = new(bytes);
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
        var offset = Locate(address, length, what);
        if (length > LargestStructure)
            throw Damaged($"the {what} at {address} takes {length} bytes, more than any structure of HDF5 has");
        return new(this, _pages.Slice(offset, (int)length), what);
    }

    /// <summary>Bytes of data.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public void ReadData(ulong address, Span<byte> destination) => _pages.Read(Locate(address, (ulong)destination.Length, "data"), destination);

    /// <summary>Elements of a floating-point type as float32.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public void ReadData(ulong address, Datatype type, Span<float> values) =>
        StoredFloats.Read(_pages, Locate(address, (ulong)values.Length * type.Size, "data"), type.Stored, type.IsBigEndian, values);

    /// <summary>Where bytes lie in the file.</summary>
    /// <exception cref="WeightFileException">Outside of it.</exception>
    public long Locate(ulong address, ulong length, string what)
    {
        if (address == None)
            throw Damaged($"the {what} has no address");
        if (!Contains(address, length))
            throw Damaged($"the {what} ({length} bytes at {address}) does not lie in the file, which ends at {End}");
        return Base + (long)address;
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
}
