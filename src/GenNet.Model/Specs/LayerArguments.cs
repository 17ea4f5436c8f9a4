namespace GenNet.Specs;

/// <summary>
/// Arguments given to a layer, by Keras' names, from a C# attribute or a Keras config alike. Values are null, bool, long,
/// double, string (also an enum member's name) and long[]. Every getter says what is wrong with a value it can't take.
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
            throw Wrong(name, "a whole number");
        return number >= minimum ? (int)number : throw new SpecException($"{name} is {number} and must be at least {minimum}", name);
    }

    /// <summary>A finite number within bounds.</summary>
    public double? Double(string name, double minimum = double.MinValue, double maximum = double.MaxValue)
    {
        double? given = Get(name) switch
        {
            null => null,
            long whole => whole,
            double number when !double.IsNaN(number) && !double.IsInfinity(number) => number,
            _ => throw Wrong(name, "a finite number"),
        };
        if (given is not { } value || (value >= minimum && value <= maximum))
            return given;
        var bounds = ArgumentValue.Of(minimum).Contract + (maximum == double.MaxValue ? "" : " and at most " + ArgumentValue.Of(maximum).Contract);
        throw new SpecException($"{name} is {ArgumentValue.Of(value).Contract} and must be at least {bounds}", name);
    }

    /// <summary>A truth value.</summary>
    public bool? Boolean(string name) => Get(name) switch
    {
        null => null,
        bool value => value,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>A text.</summary>
    public string? Text(string name) => Get(name) switch
    {
        null => null,
        string value => value,
        _ => throw Wrong(name, "a text"),
    };

    /// <summary>An enum member, by its C# name or Keras' name.</summary>
    public TEnum? Member<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (Get(name) is not { } value)
            return null;
        if (value is string text && KerasEnum.TryParse<TEnum>(text, out var member))
            return member;
        throw Wrong(name, $"one of {string.Join(", ", Enum.GetNames(typeof(TEnum)))}");
    }

    /// <summary>One whole number or several.</summary>
    public EquatableArray<int>? Integers(string name) => Get(name) switch
    {
        null => null,
        long number => EquatableArray.Of(Int32(name, number)),
        long[] numbers => numbers.Select(n => Int32(name, n)).ToEquatableArray(),
        _ => throw Wrong(name, "a whole number or a list of them"),
    };

    /// <summary>As many whole numbers of at least <paramref name="minimum"/> as a window has axes; a single one stands for all, as in Keras, and an empty list for nothing.</summary>
    public EquatableArray<int>? Window(string name, int axes, int minimum = 1)
    {
        if (Integers(name) is not { Count: > 0 } values)
            return null;
        if (values.Count == 1)
            values = Enumerable.Repeat(values[0], axes).ToEquatableArray();
        if (values.Count != axes || values.Any(v => v < minimum))
            throw Wrong(name, $"one whole number or {axes}, each at least {minimum}");
        return values;
    }

    /// <summary>What is thrown where <paramref name="name"/> must be given and isn't.</summary>
    public static SpecException Missing(string name) => new($"{name} is missing", name);

    /// <summary>Refuses arguments that no getter has asked for and that aren't null: the layer doesn't support them.</summary>
    public void RefuseOthers(params string[] ignored)
    {
        foreach (var argument in values)
        {
            if (argument.Value is not null && !_read.Contains(argument.Key) && !ignored.Contains(argument.Key))
                throw new SpecException($"argument {argument.Key} is not supported; leave it out", argument.Key);
        }
    }

    private object? Get(string name)
    {
        _read.Add(name);
        return values.TryGetValue(name, out var value) ? value : null;
    }

    private static int Int32(string name, long value) =>
        value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new SpecException($"{name} is {value}, which is too large", name);

    private static SpecException Wrong(string name, string expected) => new($"{name} must be {expected}", name);
}
