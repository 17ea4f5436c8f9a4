using System.Globalization;
using System.Text;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Reads one line of a contract from left to right and knows the column of whatever is wrong.</summary>
internal sealed class LineCursor(string line, int number)
{
    /// <summary>Number of the line, from 1.</summary>
    public int Line => number;

    /// <summary>Index of the next character.</summary>
    public int Position { get; set; }

    /// <summary>Whether nothing is left.</summary>
    public bool AtEnd => Position == line.Length;

    /// <summary>The next character; a line feed at the end.</summary>
    public char Next => AtEnd ? '\n' : line[Position];

    /// <summary>Skips spaces; whether there was one, or the line ends.</summary>
    public bool Spaces()
    {
        var start = Position;
        while (Next == ' ')
            Position++;
        return AtEnd || Position > start;
    }

    /// <summary>Skips <paramref name="c"/> if it is next.</summary>
    public bool Take(char c)
    {
        if (Next != c)
            return false;
        Position++;
        return true;
    }

    /// <summary>Skips <paramref name="c"/>.</summary>
    public void Expect(char c, string what)
    {
        if (!Take(c))
            throw Wrong(Position, $"expected '{c}' {what}");
    }

    /// <summary>Requires a space or the end, then skips spaces.</summary>
    public void EndOfToken()
    {
        if (!Spaces())
            throw Wrong(Position, $"unexpected character '{Next}'; names with such characters must be quoted");
    }

    /// <summary>Requires the end of the line.</summary>
    public void End()
    {
        Spaces();
        if (!AtEnd)
            throw Wrong(Position, "the line should end here");
    }

    /// <summary>A bare or quoted name.</summary>
    public string Name(string what) => Token(ContractText.IsNameCharacter, what);

    /// <summary>A bare or quoted value.</summary>
    public string Value(string what) => Token(ContractText.IsValueCharacter, what);

    /// <summary>A whole number of at least 1.</summary>
    public int Number(string what)
    {
        var start = Position;
        while (Next is >= '0' and <= '9')
            Position++;
        if (!int.TryParse(line.Substring(start, Position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            throw Wrong(start, $"expected {what}, a whole number of at least 1 and at most {int.MaxValue}");
        return value;
    }

    /// <summary>A shape: <c>3,3,1,32</c>, or <c>()</c> for a scalar.</summary>
    public TensorShape Shape()
    {
        if (Take('('))
        {
            Expect(')', "of the scalar shape '()'");
            return TensorShape.Of();
        }
        var dimensions = new List<int>();
        do
            dimensions.Add(Number("a dimension"));
        while (Take(','));
        return new(dimensions.ToEquatableArray());
    }

    /// <summary>What is wrong from index <paramref name="start"/> up to the present position.</summary>
    public ContractSyntaxException Wrong(int start, string message) =>
        new(new(number, start + 1, Math.Max(1, Position - start), message));

    private string Token(Func<char, bool> isBare, string what)
    {
        var start = Position;
        if (Take('"'))
            return Quoted(start, what);
        while (!AtEnd && isBare(Next))
            Position++;
        return Position > start ? line.Substring(start, Position - start) : throw Wrong(start, $"expected {what}");
    }

    private string Quoted(int start, string what)
    {
        var text = new StringBuilder();
        while (!Take('"'))
        {
            if (AtEnd)
                throw Wrong(start, $"{what} has no closing quotation mark");
            text.Append(Take('\\') ? Escaped() : line[Position++]);
        }
        return text.ToString();
    }

    private char Escaped()
    {
        var start = Position - 1;
        if (Take('"'))
            return '"';
        if (Take('\\'))
            return '\\';
        if (Take('u') && line.Length - Position >= 4
            && ushort.TryParse(line.Substring(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            Position += 4;
            return (char)code;
        }
        throw Wrong(start, "expected \\\", \\\\ or \\u and four hexadecimal digits");
    }
}
