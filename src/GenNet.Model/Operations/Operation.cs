using GenNet.Specs;

namespace GenNet.Operations;

/// <summary>An operation that <c>Tensor</c> has by name, and <c>keras.ops</c>: what it is given, and which operations of the graph it is.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Parameters">What it is given, in C#'s order.</param>
/// <param name="Build">Adds it to a graph.</param>
public sealed record Operation(string Name, EquatableArray<OperationParameter> Parameters, Func<IOperationGraph, OperationArguments, IReadOnlyList<int>> Build);

/// <summary>Something that an operation is given.</summary>
/// <param name="Name">Keras' name: <c>pad_width</c>.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct OperationParameter(string Name, OperandKind Kind)
{
    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether C# takes it as the last parameters, one after another.</summary>
    public bool IsParams { get; init; }

    /// <summary>Whether it is a tensor, several, or may be one.</summary>
    public bool TakesTensors => Kind is OperandKind.Tensor or OperandKind.TensorOrNumber or OperandKind.Tensors;
}

/// <summary>What an operation may be given.</summary>
public enum OperandKind
{
    /// <summary>A tensor.</summary>
    Tensor,
    /// <summary>A tensor, or a number in place of it.</summary>
    TensorOrNumber,
    /// <summary>Tensors, one after another.</summary>
    Tensors,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>Whole numbers, or one.</summary>
    Integers,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A truth value.</summary>
    Boolean,
    /// <summary>A text.</summary>
    Text,
    /// <summary>An element type.</summary>
    Type,
}

/// <summary>What an operation was given. Values are an <see cref="Operand"/>, an int[] of tensors' numbers or of whole numbers, an int, double, bool, string or <see cref="DType"/>.</summary>
/// <param name="values">By Keras' names; what isn't there, or null, was left out.</param>
public sealed class OperationArguments(IReadOnlyDictionary<string, object?> values)
{
    /// <summary>The tensor <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">It is none.</exception>
    public int Tensor(string name) => Operand(name).Value ?? throw new SpecException($"takes a tensor as {name}, and was given a number");

    /// <summary>The tensor or number <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">It was left out.</exception>
    public Operand Operand(string name) => Get(name) is Operand operand ? operand : throw Missing(name);

    /// <summary>The tensors <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">There is none.</exception>
    public int[] Tensors(string name) => Get(name) is int[] { Length: > 0 } tensors ? tensors : throw Missing(name);

    /// <summary>The whole number <paramref name="name"/>; null if it was left out, as of all that follow.</summary>
    public int? Integer(string name) => Get(name) switch { null => null, int number => number, int[] { Length: 1 } numbers => numbers[0], var other => throw Wrong(name, other, "a whole number") };

    /// <summary>The whole number <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">It was left out.</exception>
    public int RequiredInteger(string name) => Integer(name) ?? throw Missing(name);

    /// <summary>The whole numbers <paramref name="name"/>.</summary>
    public int[]? Integers(string name) => Get(name) switch { null => null, int number => [number], int[] numbers => numbers, var other => throw Wrong(name, other, "whole numbers") };

    /// <summary>The whole numbers <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">They were left out.</exception>
    public int[] RequiredIntegers(string name) => Integers(name) ?? throw Missing(name);

    /// <summary>The number <paramref name="name"/>.</summary>
    public double? Number(string name) => Get(name) switch { null => null, int number => number, double number => number, Operand { Number: { } number } => number, var other => throw Wrong(name, other, "a number") };

    /// <summary>The number <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">It was left out.</exception>
    public double RequiredNumber(string name) => Number(name) ?? throw Missing(name);

    /// <summary>The truth value <paramref name="name"/>.</summary>
    public bool? Boolean(string name) => Get(name) switch { null => null, bool value => value, var other => throw Wrong(name, other, "true or false") };

    /// <summary>The text <paramref name="name"/>.</summary>
    public string? Text(string name) => Get(name) as string;

    /// <summary>The element type <paramref name="name"/>.</summary>
    /// <exception cref="SpecException">It was left out, or is none.</exception>
    public DType Type(string name) => Get(name) switch
    {
        DType type => type,
        string text when KerasEnum.TryParse<DType>(text, out var type) => type,
        null => throw Missing(name),
        var other => throw Wrong(name, other, "an element type"),
    };

    /// <summary>The axes that an operation works along.</summary>
    /// <exception cref="SpecException">None was given: the batch would be among all of them.</exception>
    public EquatableArray<int> Axes(string name) => Integers(name)?.ToEquatableArray()
        ?? throw SpecException.Of(name, $"is left out, which means all axes and the batch among them, whose rows a model keeps apart; name the axes");

    /// <summary>Whether <paramref name="name"/> was given as a list, be it of one number.</summary>
    public bool IsList(string name) => Get(name) is int[];

    private object? Get(string name) => values.TryGetValue(name, out var value) ? value : null;

    private static SpecException Missing(string name) => SpecException.Of(name, $"is missing and must be given");

    private static SpecException Wrong(string name, object value, string expected) => SpecException.Of(name, $"is {Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)} and must be {expected}");
}

/// <summary>A tensor, or a number in place of one.</summary>
/// <param name="Value">Number of the tensor's value.</param>
/// <param name="Number">The number.</param>
public readonly record struct Operand(int? Value, double? Number)
{
    /// <summary>A tensor.</summary>
    public static Operand Of(int value) => new(value, null);

    /// <summary>A number.</summary>
    public static Operand Of(double number) => new(null, number);
}
