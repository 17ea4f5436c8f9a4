using GenNet.Weights.Assembling;
using GenNet.Weights.Zip;

namespace GenNet.Weights.Npz;

/// <summary>An array of NumPy's, in a file of its own or in an archive.</summary>
internal sealed class NpyTensor : StoredTensor
{
    private readonly NpyHeader _header;
    private readonly Func<ByteSource> _open;

    private NpyTensor(string file, string path, NpyHeader header, IReadOnlyList<long> dimensions, long fileLength, Func<ByteSource> open)
        : base(file, path, header.Type.Stored, header.Type.Name, dimensions) => (_header, FileLength, _open) = (header, fileLength, open);

    /// <inheritdoc/>
    protected override long FileLength { get; }

    /// <summary>The array in a file of its own.</summary>
    /// <exception cref="WeightFileException">It is damaged, or of objects.</exception>
    public static StoredTensor Of(ByteSource file, string path) => Of(
        file.File, path, file.Length, file.Length, NpyHeader.Read(file.ReadArray(0, (int)Math.Min(file.Length, NpyHeader.Most)), file.File, path), () => file.Part(0, file.Length));

    /// <summary>The array that an entry of an archive is. Nothing is unpacked but its header until it is read.</summary>
    /// <exception cref="WeightFileException">It is damaged, or of objects.</exception>
    public static StoredTensor Of(ZipDirectory archive, ZipEntry entry, string path) => Of(
        archive.File.File, path, entry.Size, archive.File.Length,
        NpyHeader.Read(ZipContent.Peek(archive, entry, NpyHeader.Most), archive.File.File, entry.Name), () => ZipContent.Open(archive, entry, entry.Size));

    /// <inheritdoc/>
    protected override void ReadElements(ref ElementDestination destination)
    {
        using var content = _open();
        StoredElements.Read(new BytePages(content), _header.Length, _header.Type.IsBigEndian, ref destination);
    }

    // What the shape asks for is there to the byte: neither are elements missing, nor lies something behind them.
    private static StoredTensor Of(string file, string path, long size, long fileLength, NpyHeader header, Func<ByteSource> open)
    {
        if (header.ElementBytes is not { } bytes || bytes > size - header.Length)
            throw WeightFileException.CutOff(file, path, $"its shape ({string.Join(", ", header.Dimensions)}) takes more bytes than the {size - header.Length} that are there");
        if (bytes < size - header.Length)
            throw WeightFileException.Damaged(file, path, $"its shape ({string.Join(", ", header.Dimensions)}) takes {bytes} bytes, and {size - header.Length} are there");
        if (!header.IsFortranOrder || header.Dimensions.Count < 2)
            return new NpyTensor(file, path, header, header.Dimensions, fileLength, open);
        // The first axis varies fastest: row by row, these are the elements of the array with its axes reversed.
        long[] reversed = [.. header.Dimensions.Reverse()];
        var stored = new NpyTensor(file, path, header, reversed, fileLength, open);
        return new RearrangedTensor(header.Dimensions, new TensorPiece(stored, ElementPlaces.Transposed(reversed, [.. Enumerable.Range(0, reversed.Length).Reverse()])));
    }
}
