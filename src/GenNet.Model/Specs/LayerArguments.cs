using System.Globalization;

namespace GenNet.Specs;

/// <summary>
/// Arguments given to a layer, by Keras' names, from a C# attribute or a Keras config alike. Values are null, bool, long,
/// double, string (also an enum member's name), long[] and double[]. Every getter says what is wrong with a value it can't take.
/// </summary>
public sealed class LayerArguments(IReadOnlyDictionary<string, object?> values)
{
    private readonly HashSet<string> _read = [];

    /// <summary>A whole number of at least <paramref name="minimum"/>; null if left out, as with every getter.</summary>
    public int? Int32(string name, int minimum = int.MinValue)
    {
        if (Get(name) is not { } value)
            return null;
        if (value is not long number || number > int.MaxValue)
            throw Wrong(name, value, $"a whole number of at most {int.MaxValue}");
        return number >= minimum ? (int)number : throw Wrong(name, value, $"at least {minimum}");
    }

    /// <summary>A finite number within bounds.</summary>
    public double? Double(string name, double minimum = double.MinValue, double maximum = double.MaxValue)
    {
        var value = Get(name);
        double? given = value switch
        {
            null => null,
            long whole => whole,
            double number when IsFinite(number) => number,
            _ => throw Wrong(name, value, $"a finite number{Bounds(" of ", minimum, maximum)}"),
        };
        return given is null || (given >= minimum && given <= maximum) ? given : throw Wrong(name, value!, Bounds("", minimum, maximum));
    }

    /// <summary>A truth value.</summary>
    public bool? Boolean(string name) => Get(name) switch
    {
        null => null,
        bool value => value,
        var other => throw Wrong(name, other, "true or false"),
    };

    /// <summary>A text.</summary>
    public string? Text(string name) => Get(name) switch
    {
        null => null,
        string value => value,
        var other => throw Wrong(name, other, "a text"),
    };

    /// <summary>An enum member, by its C# name or Keras' name. Null, where it is given, is the member <c>None</c> of an enum that has one.</summary>
    public TEnum? Member<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (Get(name) is not { } value)
            return values.ContainsKey(name) && KerasEnum.TryParse<TEnum>("None", out var none) ? none : null;
        if (value is string text && KerasEnum.TryParse<TEnum>(text, out var member))
            return member;
        throw Wrong(name, value, $"one of {string.Join(", ", Enum.GetNames(typeof(TEnum)))}");
    }

    /// <summary>One whole number or several.</summary>
    public EquatableArray<int>? Integers(string name) => Get(name) switch
    {
        null => null,
        long number when IsInt32(number) => EquatableArray.Of((int)number),
        long[] numbers when numbers.All(IsInt32) => numbers.Select(static n => (int)n).ToEquatableArray(),
        var other => throw Wrong(name, other, $"a whole number or a list of them, each of at most {int.MaxValue}"),
    };

    /// <summary>One finite number or several.</summary>
    public EquatableArray<double>? Numbers(string name) => Get(name) switch
    {
        null => null,
        long number => EquatableArray.Of((double)number),
        double number when IsFinite(number) => EquatableArray.Of(number),
        long[] numbers => numbers.Select(static n => (double)n).ToEquatableArray(),
        double[] numbers when numbers.All(IsFinite) => numbers.ToEquatableArray(),
        var other => throw Wrong(name, other, "a finite number or a list of them"),
    };

    /// <summary>As many whole numbers of at least <paramref name="minimum"/> as a window has axes; a single one stands for all, as in Keras, and an empty list for nothing.</summary>
    public EquatableArray<int>? Window(string name, int axes, int minimum = 1)
    {
        if (Integers(name) is not { Count: > 0 } values)
            return null;
        if (values.Any(v => v < minimum) || (values.Count != axes && values.Count != 1))
        {
            throw Wrong(name, Get(name)!, axes == 1
                ? $"one whole number of at least {minimum}"
                : $"a whole number of at least {minimum}, which holds for all {axes} axes, or {axes} of them, one for each axis");
        }
        return values.Count == axes ? values : Enumerable.Repeat(values[0], axes).ToEquatableArray();
    }

    /// <summary>How much lies before and behind each of <paramref name="axes"/> axes, two whole numbers for each: given so, or one for each axis, or one for all. An empty list is nothing.</summary>
    public EquatableArray<int>? Edges(string name, int axes)
    {
        if (Integers(name) is not { Count: > 0 } values)
            return null;
        if (values.Any(static v => v < 0) || (values.Count != 1 && values.Count != axes && values.Count != 2 * axes))
        {
            throw Wrong(name, Get(name)!, axes == 1
                ? "a whole number of at least 0, which holds for both ends, or 2 of them, one for each"
                : $"a whole number of at least 0, which holds for both ends of all {axes} axes, or {axes} of them, one for each axis, or {2 * axes}, two for each axis");
        }
        return values.Count == 2 * axes ? values : Enumerable.Range(0, 2 * axes).Select(edge => values[values.Count == 1 ? 0 : edge / 2]).ToEquatableArray();
    }

    /// <summary>What is thrown where <paramref name="name"/> must be given and isn't.</summary>
    public static SpecException Missing(string name) => SpecException.Of(name, $"is missing and must be given");

    /// <summary>Refuses arguments that no getter has asked for and that aren't null: the layer doesn't support them.</summary>
    public void RefuseOthers(params string[] ignored)
    {
        foreach (var argument in values)
        {
            if (argument.Value is not null && !_read.Contains(argument.Key) && !ignored.Contains(argument.Key))
                throw SpecException.Of(argument.Key, $"{Text(argument.Value)} is not supported; leave it out");
        }
    }

    private object? Get(string name)
    {
        _read.Add(name);
        return values.TryGetValue(name, out var value) ? value : null;
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static bool IsInt32(long value) => value is >= int.MinValue and <= int.MaxValue;

    private static string Bounds(string before, double minimum, double maximum)
    {
        var least = minimum == double.MinValue ? null : "at least " + ArgumentValue.Of(minimum).Contract;
        var most = maximum == double.MaxValue ? null : "at most " + ArgumentValue.Of(maximum).Contract;
        var bounds = string.Join(" and ", new[] { least, most }.Where(static bound => bound is not null));
        return bounds.Length == 0 ? "" : before + bounds;
    }

    private static SpecException Wrong(string name, object value, string expected) => SpecException.Of(name, $"is {Text(value)} and must be {expected}");

    // Also what is no value of any argument, as it was written.
    private static string Text(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        double number => ArgumentValue.Of(number).Contract,
        long[] numbers => $"({string.Join(", ", numbers.Select(static n => n.ToString(CultureInfo.InvariantCulture)))})",
        double[] numbers => $"({string.Join(", ", numbers.Select(static n => ArgumentValue.Of(n).Contract))})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
