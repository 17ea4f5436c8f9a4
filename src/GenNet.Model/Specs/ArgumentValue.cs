using System.Globalization;

namespace GenNet.Specs;

/// <summary>
/// The value of a layer argument: null, bool, int (as long), double, string, an enum member (by Keras' name) or a list of ints or doubles.
/// </summary>
public sealed record ArgumentValue
{
    private ArgumentValue(ArgumentType type, string contract, string csharp)
    {
        Type = type;
        Contract = contract;
        CSharp = csharp;
    }

    /// <summary>What kind of value it is.</summary>
    public ArgumentType Type { get; }

    /// <summary>As in the weight contract: <c>valid</c>, <c>1,1</c>, <c>0.001</c>, <c>true</c>.</summary>
    public string Contract { get; }

    /// <summary>As in a C# attribute: <c>Padding.Valid</c>, <c>new[] { 1, 1 }</c>, <c>0.001</c>, <c>true</c>.</summary>
    public string CSharp { get; }

    /// <summary>No value: Keras' <c>None</c>.</summary>
    public static ArgumentValue None { get; } = new(ArgumentType.None, "none", "null");

    /// <summary>A truth value.</summary>
    public static ArgumentValue Of(bool value) => new(ArgumentType.Boolean, value ? "true" : "false", value ? "true" : "false");

    /// <summary>A whole number.</summary>
    public static ArgumentValue Of(long value) => Number(ArgumentType.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number, in the shortest text that reads back as the same; of one that was a float32, <c>1e-3f</c>, the shortest that reads back as that.</summary>
    public static ArgumentValue Of(double value) => Number(ArgumentType.Number, AsWritten(value).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A text.</summary>
    public static ArgumentValue Of(string value) =>
        new(ArgumentType.Text, value, "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"");

    /// <summary>A list of whole numbers, as pool sizes and axes.</summary>
    public static ArgumentValue Of(EquatableArray<int> values)
    {
        var items = values.Select(static v => v.ToString(CultureInfo.InvariantCulture)).ToArray();
        return new(ArgumentType.Integers, string.Join(",", items), items.Length == 0 ? "new int[0]" : $"new[] {{ {string.Join(", ", items)} }}");
    }

    /// <summary>A list of numbers, as boundaries.</summary>
    public static ArgumentValue Of(EquatableArray<double> values)
    {
        var items = values.Select(static v => Of(v).Contract).ToArray();
        return new(ArgumentType.Numbers, string.Join(",", items), $"new[] {{ {string.Join(", ", values.Select(Real))} }}");
    }

    /// <summary>One number, or a list of them.</summary>
    public static ArgumentValue OneOrMany(EquatableArray<double> values) => values.Count == 1 ? Of(values[0]) : Of(values);

    /// <summary>An enum member, written by Keras' name in contracts.</summary>
    public static ArgumentValue Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => new(ArgumentType.Member, KerasEnum.Name(value), $"{typeof(TEnum).Name}.{value}");

    /// <summary>The member of an enum that isn't GenNet's, written by its name in snake case in contracts.</summary>
    /// <param name="type">The enum's name.</param>
    /// <param name="member">The member's.</param>
    public static ArgumentValue Member(string type, string member) => new(ArgumentType.Member, KerasEnum.Name(member), $"{type}.{member}");

    /// <summary>As in messages, for readers of C# or of Keras: <c>Padding.Valid</c> or <c>valid</c>, and <c>(1, 1)</c> for both.</summary>
    public string ToText(bool inCSharp) => Type switch
    {
        ArgumentType.Integers or ArgumentType.Numbers => $"({Contract.Replace(",", ", ")})",
        _ => inCSharp ? CSharp : Contract,
    };

    /// <summary>The value as <see cref="LayerArguments"/> takes it.</summary>
    public object? ToObject() => Type switch
    {
        ArgumentType.None => null,
        ArgumentType.Boolean => Contract == "true",
        ArgumentType.Integer => long.Parse(Contract, CultureInfo.InvariantCulture),
        ArgumentType.Number => double.Parse(Contract, CultureInfo.InvariantCulture),
        ArgumentType.Integers => Contract.Length == 0
            ? Array.Empty<long>()
            : Contract.Split(',').Select(static item => long.Parse(item, CultureInfo.InvariantCulture)).ToArray(),
        ArgumentType.Numbers => Contract.Length == 0
            ? Array.Empty<double>()
            : Contract.Split(',').Select(static item => double.Parse(item, CultureInfo.InvariantCulture)).ToArray(),
        _ => Contract,
    };

    /// <summary>The value that stands in a contract, as <see cref="LayerArguments"/> takes it.</summary>
    public static object? Read(string contract)
    {
        var numbers = contract.Split(',').Select(static part =>
            long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToArray();
        return numbers.All(static n => n is not null)
            ? numbers.Length == 1 ? numbers[0] : numbers.Select(static n => n!.Value).ToArray()
            : double.TryParse(contract, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real
            : contract.Contains(',') && contract.Split(',').Select(static part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var item) ? item : (double?)null).ToArray() is var reals
                && reals.All(static item => item is not null) ? reals.Select(static item => item!.Value).ToArray()
            : contract switch { "none" => null, "true" => true, "false" => false, _ => contract };
    }

    // Whole numbers stand as they are.
    private static double AsWritten(double value) => (float)value == value && Math.Floor(value) != value
        ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value;

    // As C# takes it for a double and no int.
    private static string Real(double value) => Of(value).Contract is var text && text.IndexOfAny(['.', 'E', 'N', '\u221e']) >= 0 ? text : text + ".0";

    private static ArgumentValue Number(ArgumentType type, string text) => new(type, text, text);
}

/// <summary>What an <see cref="ArgumentValue"/> holds.</summary>
public enum ArgumentType
{
    /// <summary>Nothing: Keras' None.</summary>
    None,
    /// <summary>true or false.</summary>
    Boolean,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A text.</summary>
    Text,
    /// <summary>A list of whole numbers.</summary>
    Integers,
    /// <summary>A list of numbers.</summary>
    Numbers,
    /// <summary>A member of one of GenNet's enums, with a name in Keras.</summary>
    Member,
}
