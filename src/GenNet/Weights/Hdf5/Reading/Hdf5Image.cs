namespace GenNet.Weights.Hdf5;

/// <summary>
/// The bytes of an HDF5 file with the bounds that hold for all of it: addresses lie between the superblock's base and end of file, and
/// structure is read within a <see cref="WorkBudget"/>.
/// </summary>
internal sealed class Hdf5Image
{
    /// <summary>The address that stands for none.</summary>
    public const ulong None = ulong.MaxValue;

    // No structure of HDF5 comes near it; data is not read as one.
    private const int LargestStructure = 16 << 20;

    // What a look at a structure costs beside its bytes, and what a page that it is the first to need.
    private const int CostOfReading = 16;
    private const int CostOfPage = 512;

    private readonly BytePages _pages;
    private readonly WorkBudget _budget;

    public Hdf5Image(ByteSource bytes)
    {
        File = bytes.File;
        Length = bytes.Length;
        End = (ulong)bytes.Length;
        _pages = new(bytes);
        _budget = new(bytes.File, bytes.Length);
    }

    private Hdf5Image(Hdf5Image opened)
    {
        File = opened.File;
        Length = opened.Length;
        Base = opened.Base;
        End = opened.End;
        LeafK = opened.LeafK;
        InternalK = opened.InternalK;
        _pages = opened._pages;
        _budget = new(File, Length);
    }

    public string File { get; }

    public long Length { get; }

    /// <summary>Where address 0 lies in the file: after a user block.</summary>
    public long Base { get; set; }

    /// <summary>First address that is no longer part of the file.</summary>
    public ulong End { get; set; }

    /// <summary>Half the most entries of a symbol node.</summary>
    public int LeafK { get; set; } = 4;

    /// <summary>Half the most children of a group's B-tree node.</summary>
    public int InternalK { get; set; } = 16;

    /// <summary>The same bytes with a budget of their own, for one reading of values.</summary>
    public Hdf5Image ForValues() => new(this);

    /// <summary>Bytes of structure.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public ByteCursor Read(ulong address, ulong length, string what)
    {
        var offset = Locate(address, length, what);
        if (length > LargestStructure)
            throw Damaged($"the {what} at {address} takes {length} bytes, more than any structure of HDF5 has");
        Charge(length + CostOfReading);
        var pages = _pages.PagesRead;
        var bytes = _pages.Slice(offset, (int)length);
        if (_pages.PagesRead > pages)
            Charge((ulong)(_pages.PagesRead - pages) * CostOfPage);
        return new(this, bytes, what);
    }

    /// <summary>Bytes of data.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public void ReadData(ulong address, Span<byte> destination) => _pages.Read(Locate(address, (ulong)destination.Length, "data"), destination);

    /// <summary>Bytes of data, to be read from the first to the last.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public Stream OpenData(ulong address, ulong length) => _pages.OpenPart(Locate(address, length, "data"), (long)length);

    /// <summary>Elements that lie side by side.</summary>
    /// <exception cref="WeightFileException">They lie outside of the file.</exception>
    public void ReadData(ulong address, bool isBigEndian, ref ElementDestination destination) =>
        StoredElements.Read(_pages, Locate(address, (ulong)(destination.Count * destination.ElementSize), "data"), isBigEndian, ref destination);

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

    /// <inheritdoc cref="WorkBudget.Charge"/>
    public void Charge(ulong amount) => _budget.Charge(amount);

    public WeightFileException Damaged(string problem, Exception? inner = null) => WeightFileException.Damaged(File, null, problem, inner);

    /// <summary>Something that HDF5 defines and GenNet does not read. What does not need it is read all the same.</summary>
    public WeightFileException Unsupported(string problem) => new(
        File, null, problem + ", which GenNet does not read", StoredTensor.CopyIntoAPlainFile) { IsUnsupported = true };
}
