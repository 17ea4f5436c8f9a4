namespace GenNet.Weights.Hdf5;

/// <summary>The value of an attribute, as far as formats ask for it: a text, a list of texts, a number; <c>default</c> where there is no such attribute.</summary>
public readonly record struct Hdf5Attribute
{
    private readonly object? _value;
    private readonly long _bits;
    private readonly Kind _kind;

    private Hdf5Attribute(Kind kind, object? value = null, long bits = 0)
    {
        _kind = kind;
        _value = value;
        _bits = bits;
    }

    private enum Kind : byte
    {
        None,
        Unread,
        Text,
        Texts,
        Integer,
        Float,
    }

    /// <summary>An attribute that is there, of a kind that isn't read.</summary>
    public static Hdf5Attribute Unread => new(Kind.Unread);

    /// <summary>Whether there is such an attribute, of whatever kind.</summary>
    public bool Exists => _kind != Kind.None;

    /// <summary>The text of a scalar of text; null for anything else.</summary>
    public string? Text => _value as string;

    /// <summary>The texts of a one-dimensional list, as <c>layer_names</c>; empty for any list of no elements, null for anything else.</summary>
    public IReadOnlyList<string>? Texts => _value as IReadOnlyList<string>;

    /// <summary>The value of a scalar integer; null for anything else, and for one of more than 63 bits.</summary>
    public long? Integer => _kind == Kind.Integer ? _bits : null;

    /// <summary>The value of a scalar number, floating-point or integer; null for anything else.</summary>
    public double? Number => _kind switch
    {
        Kind.Integer => _bits,
        Kind.Float => BitConverter.Int64BitsToDouble(_bits),
        _ => null,
    };

    /// <summary>A scalar of text.</summary>
    /// <param name="text">The text, without what pads it.</param>
    public static Hdf5Attribute Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Kind.Text, text);
    }

    /// <summary>A list of texts. A list of no elements is one, whatever its type: Keras writes an empty <c>weight_names</c> as no floating-point numbers.</summary>
    /// <param name="texts">The texts, without what pads them.</param>
    public static Hdf5Attribute Of(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(Kind.Texts, texts);
    }

    /// <summary>A scalar integer, or a truth value as 0 or 1.</summary>
    /// <param name="value">Its value.</param>
    public static Hdf5Attribute Of(long value) => new(Kind.Integer, bits: value);

    /// <summary>A scalar floating-point number.</summary>
    /// <param name="value">Its value.</param>
    public static Hdf5Attribute Of(double value) => new(Kind.Float, bits: BitConverter.DoubleToInt64Bits(value));
}
