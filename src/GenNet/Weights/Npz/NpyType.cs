using System.Globalization;

namespace GenNet.Weights.Npz;

/// <summary>The type of an array of NumPy's, as its header describes it: <c>&lt;f4</c>.</summary>
/// <param name="Stored">What it is; <see cref="StoredType.Other"/> for what no variable takes.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
/// <param name="Name">As messages name it.</param>
internal sealed record NpyType(StoredType Stored, int Size, bool IsBigEndian, string Name)
{
    private const int LargestElement = 1 << 20;

    /// <summary>Reads a description.</summary>
    /// <exception cref="WeightFileException">It is of objects or of several fields, or none.</exception>
    public static NpyType Of(string description, string file, string inside)
    {
        if (description.Length == 0)
            throw new WeightFileException(file, inside, "its elements are structures of several fields", "Save each field as an array of its own: numpy.savez(path, kernel=array[\"kernel\"]).");
        if (StoredTypes.Named(description) is { } named)
            return new(named, named.Size(), !BitConverter.IsLittleEndian, named.Name());
        var order = description[0] is '<' or '>' or '=' or '|' ? description[0] : '\0';
        var code = order == '\0' ? description : description[1..];
        if (code is "O" or "O8" or "O4")
        {
            throw new WeightFileException(
                file, inside, "its elements are Python objects, which are stored as a program (a pickle)",
                "GenNet never runs what a file says. Lists of arrays and dictionaries become such arrays with numpy.save: numpy.savez(path, **weights) writes each array by itself.");
        }
        var (stored, name) = code switch
        {
            "f2" => (StoredType.Float16, ""),
            "f4" => (StoredType.Float32, ""),
            "f8" => (StoredType.Float64, ""),
            "i1" => (StoredType.Int8, ""),
            "i2" => (StoredType.Int16, ""),
            "i4" => (StoredType.Int32, ""),
            "i8" => (StoredType.Int64, ""),
            "u1" => (StoredType.UInt8, ""),
            "u2" => (StoredType.UInt16, ""),
            "u4" => (StoredType.UInt32, ""),
            "u8" => (StoredType.UInt64, ""),
            "b1" => (StoredType.Bool, ""),
            // What JAX and ml_dtypes have NumPy save; void of two bytes has no byte order.
            "V2" when order == '<' => (StoredType.BFloat16, ""),
            _ => (StoredType.Other, NameOf(code)),
        };
        if (stored == StoredType.Other)
            return new(stored, SizeOf(code) ?? throw WeightFileException.Damaged(file, inside, $"its elements are of type \"{description}\", which NumPy doesn't have"), false, $"{name} ({description})");
        var isBigEndian = order == '>' || (order == '=' && !BitConverter.IsLittleEndian);
        return new(stored, stored.Size(), isBigEndian, isBigEndian && stored.Size() > 1 ? $"big-endian {stored.Name()}" : stored.Name());
    }

    /// <summary>The description of a type.</summary>
    public static string DescriptionOf(StoredType type) => type switch
    {
        StoredType.Float16 => "<f2",
        StoredType.BFloat16 => "<V2",
        StoredType.Float32 => "<f4",
        StoredType.Float64 => "<f8",
        StoredType.Int8 => "|i1",
        StoredType.Int16 => "<i2",
        StoredType.Int32 => "<i4",
        StoredType.Int64 => "<i8",
        StoredType.UInt8 => "|u1",
        StoredType.UInt16 => "<u2",
        StoredType.UInt32 => "<u4",
        StoredType.UInt64 => "<u8",
        StoredType.Bool => "|b1",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "NumPy has no such type."),
    };

    private static string NameOf(string code) => code is "" ? "" : code[0] switch
    {
        'U' or 'S' or 'a' => "text",
        'V' => "bytes without a meaning",
        'M' or 'm' => "dates",
        'c' => "complex numbers",
        _ => "numbers of a type that no weights have",
    };

    // A unit may follow: M8[s].
    private static int? SizeOf(string code)
    {
        if (code.Length < 2 || "USaVMmcf".IndexOf(code[0], StringComparison.Ordinal) < 0)
            return null;
        var bracket = code[0] is 'M' or 'm' ? code.IndexOf('[', StringComparison.Ordinal) : -1;
        if (!int.TryParse(code.AsSpan(1, (bracket < 0 ? code.Length : bracket) - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > LargestElement)
            return null;
        return code[0] switch
        {
            'U' => 4 * count,
            'f' => count is 12 or 16 ? count : null,
            'c' => count is 8 or 16 or 24 or 32 ? count : null,
            'M' or 'm' => count == 8 ? count : null,
            _ => count,
        };
    }
}
