using System.Globalization;

namespace GenNet.Weights.Npz;

/// <summary>The text of a header: a literal of a Python dictionary with exactly three keys. It is read as that, and nothing in it is run.</summary>
/// <param name="Type">The value of <c>descr</c>; empty for a structured type, which is a list.</param>
/// <param name="IsFortranOrder">The value of <c>fortran_order</c>.</param>
/// <param name="Dimensions">The value of <c>shape</c>.</param>
internal sealed record NpyLiteral(string Type, bool IsFortranOrder, IReadOnlyList<long> Dimensions)
{
    // NumPy has arrays of up to 64 dimensions.
    private const int MostDimensions = 64;

    /// <summary>Reads a header's text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NpyLiteral Parse(ReadOnlySpan<char> text)
    {
        string? type = null;
        bool? isFortranOrder = null;
        List<long>? dimensions = null;
        Take(ref text, '{');
        while (!TryTake(ref text, '}'))
        {
            var key = Text(ref text);
            Take(ref text, ':');
            switch (key)
            {
                case "descr" when type is null:
                    type = TypeIn(ref text);
                    if (type.Length == 0)
                        return new(type, false, []);
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = Truth(ref text);
                    break;
                case "shape" when dimensions is null:
                    dimensions = Shape(ref text);
                    break;
                case "descr" or "fortran_order" or "shape":
                    throw new FormatException($"it has {key} twice");
                default:
                    throw new FormatException($"it has a key \"{key}\", and NumPy writes descr, fortran_order and shape");
            }
            if (!TryTake(ref text, ','))
            {
                Take(ref text, '}');
                break;
            }
        }
        if (!text.TrimEnd(" \t\r\n\0").IsEmpty)
            throw new FormatException("something follows the dictionary");
        return new(
            type ?? throw new FormatException("it has no descr"),
            isFortranOrder ?? throw new FormatException("it has no fortran_order"),
            dimensions ?? throw new FormatException("it has no shape"));
    }

    private static string TypeIn(ref ReadOnlySpan<char> text) => text.TrimStart(" \t\r\n") is ['[', ..] ? "" : Text(ref text);

    private static string Text(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\r\n");
        if (text is not [('\'' or '"') and var quote, ..])
            throw new FormatException("a text is missing");
        var end = text[1..].IndexOf(quote);
        if (end < 0 || text.Slice(1, end).Contains('\\'))
            throw new FormatException("a text does not end, or has escapes");
        var value = text.Slice(1, end).ToString();
        text = text[(end + 2)..];
        return value;
    }

    private static bool Truth(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\r\n");
        foreach (var (word, value) in ((string, bool)[])[("True", true), ("False", false)])
        {
            if (!text.StartsWith(word))
                continue;
            text = text[word.Length..];
            return value;
        }
        throw new FormatException("fortran_order is neither True nor False");
    }

    private static List<long> Shape(ref ReadOnlySpan<char> text)
    {
        var dimensions = new List<long>();
        Take(ref text, '(');
        while (!TryTake(ref text, ')'))
        {
            dimensions.Add(Number(ref text));
            if (dimensions.Count > MostDimensions)
                throw new FormatException($"the shape has more than {MostDimensions} dimensions");
            if (TryTake(ref text, ','))
                continue;
            if (dimensions.Count == 1)
                throw new FormatException("the shape is a number, not a tuple");
            Take(ref text, ')');
            break;
        }
        return dimensions;
    }

    // 4L is a long number of Python 2.
    private static long Number(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\r\n");
        var digits = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        if (!long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new FormatException("the shape has something else than whole numbers from 0 on");
        text = text[digits..];
        if (text is ['L', ..])
            text = text[1..];
        return number;
    }

    private static void Take(ref ReadOnlySpan<char> text, char expected)
    {
        if (!TryTake(ref text, expected))
            throw new FormatException($"a '{expected}' is missing");
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, char expected)
    {
        text = text.TrimStart(" \t\r\n");
        if (text.IsEmpty || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }
}
