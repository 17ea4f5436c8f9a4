using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using GenNet.Specs;

namespace GenNet.Weights.Npz;

/// <summary>What stands before the elements of a <c>.npy</c> file: their type, order and shape (NumPy's format 1.0 to 3.0).</summary>
/// <param name="Length">Bytes before the elements.</param>
/// <param name="Type">The type of an element.</param>
/// <param name="IsFortranOrder">Whether the first axis varies fastest.</param>
/// <param name="Dimensions">The dimensions.</param>
internal sealed record NpyHeader(long Length, NpyType Type, bool IsFortranOrder, IReadOnlyList<long> Dimensions)
{
    /// <summary>More than any header takes that NumPy itself reads.</summary>
    public const int Most = 12 + LongestText;

    // As NumPy's own bound.
    private const int LongestText = 10_000;
    private const int Alignment = 64;

    /// <summary>The first bytes of every such file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of all elements; null where they can't be counted.</summary>
    public long? ElementBytes
    {
        get
        {
            var bytes = (Int128)Type.Size;
            foreach (var dimension in Dimensions)
            {
                bytes *= dimension;
                if (bytes > long.MaxValue)
                    return null;
            }
            return (long)bytes;
        }
    }

    /// <summary>Reads a header.</summary>
    /// <param name="start">The file's first bytes, all of a header among them.</param>
    /// <param name="file">The file, for errors.</param>
    /// <param name="inside">What the array is called, for errors.</param>
    /// <exception cref="WeightFileException">It is none, or of a kind of array that isn't read.</exception>
    public static NpyHeader Read(ReadOnlySpan<byte> start, string file, string inside)
    {
        if (!start.StartsWith(Magic) || start.Length < 10)
            throw WeightFileException.Damaged(file, inside, "it is no array of NumPy: it does not begin as one");
        var version = start[6];
        if (version is < 1 or > 3 || start[7] != 0)
            throw WeightFileException.Damaged(file, inside, $"it is of version {version}.{start[7]} of NumPy's format, and there are 1.0 to 3.0");
        var (begin, length) = version == 1 ? (10, BinaryPrimitives.ReadUInt16LittleEndian(start[8..]))
            : start.Length < 12 ? throw WeightFileException.CutOff(file, inside, "it ends within its header")
            : (12, BinaryPrimitives.ReadUInt32LittleEndian(start[8..]));
        if (length > LongestText)
            throw WeightFileException.Damaged(file, inside, $"its header takes {length} bytes, and {LongestText} are the most that NumPy reads");
        if (length > start.Length - begin)
            throw WeightFileException.CutOff(file, inside, "it ends within its header");
        var text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(start.Slice(begin, (int)length));
        try
        {
            var literal = NpyLiteral.Parse(text);
            return new(begin + length, NpyType.Of(literal.Type, file, inside), literal.IsFortranOrder, literal.Dimensions);
        }
        catch (FormatException e)
        {
            throw WeightFileException.Damaged(file, inside, $"its header is no description of an array: {e.Message}", e);
        }
    }

    /// <summary>The header of an array in row-major order, as NumPy writes it: what follows begins at a multiple of 64 bytes.</summary>
    public static byte[] Write(StoredType type, TensorShape shape)
    {
        var dimensions = shape.Rank == 1 ? string.Create(CultureInfo.InvariantCulture, $"({shape[0]},)") : $"({string.Join(", ", shape.Dimensions.Select(static size => size.ToString(CultureInfo.InvariantCulture)))})";
        var text = $"{{'descr': '{NpyType.DescriptionOf(type)}', 'fortran_order': False, 'shape': {dimensions}, }}";
        var length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - 10));
        header.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }
}
