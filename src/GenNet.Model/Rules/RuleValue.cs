using System.Globalization;
using GenNet.Specs;

namespace GenNet.Rules;

/// <summary>What a part of a rule is.</summary>
public enum RuleType
{
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A number.</summary>
    Number,
    /// <summary>true or false.</summary>
    Boolean,
    /// <summary>A text, or a member of an enum by its name.</summary>
    Text,
    /// <summary>A list of whole numbers: a shape, or an argument such as a window's size.</summary>
    List,
}

/// <summary>A value in a rule.</summary>
public sealed record RuleValue
{
    private RuleValue(RuleType type) => Type = type;

    /// <summary>What it is.</summary>
    public RuleType Type { get; }

    /// <summary>The value of a whole number.</summary>
    public long Integer { get; private init; }

    /// <summary>The value of any number.</summary>
    public double Number { get; private init; }

    /// <summary>A truth value.</summary>
    public bool Boolean { get; private init; }

    /// <summary>A text.</summary>
    public string Text { get; private init; } = "";

    /// <summary>A list.</summary>
    public EquatableArray<int> List { get; private init; }

    /// <summary>A whole number.</summary>
    public static RuleValue Of(long value) => new(RuleType.Integer) { Integer = value, Number = value };

    /// <summary>A number.</summary>
    public static RuleValue Of(double value) => new(RuleType.Number) { Number = value };

    /// <summary>A truth value.</summary>
    public static RuleValue Of(bool value) => new(RuleType.Boolean) { Boolean = value };

    /// <summary>A text.</summary>
    public static RuleValue Of(string value) => new(RuleType.Text) { Text = value };

    /// <summary>A list of whole numbers.</summary>
    public static RuleValue Of(EquatableArray<int> values) => new(RuleType.List) { List = values };

    /// <summary>As in messages: <c>(3, 4)</c>, <c>2.5</c>.</summary>
    public override string ToString() => Type switch
    {
        RuleType.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        RuleType.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        RuleType.Boolean => Boolean ? "true" : "false",
        RuleType.Text => Text,
        _ => new TensorShape(List).ToKerasString(),
    };
}
