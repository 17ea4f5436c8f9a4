using System.Globalization;

namespace GenNet.Specs;

/// <summary>
/// A number that the generator hands to a layer's kernels as a static abstract member, so that the JIT folds it.
/// </summary>
/// <param name="Name">Member of the layer's shape interface, as <c>Units</c> of <c>IDenseShape</c>.</param>
/// <param name="Type">C# type of that member.</param>
/// <param name="Literal">Its value in C#.</param>
public sealed record KernelConstant(string Name, string Type, string Literal)
{
    /// <summary>A whole number.</summary>
    public static KernelConstant Of(string name, long value) => new(name, "int", value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number, rounded to float32.</summary>
    public static KernelConstant Of(string name, double value) =>
        new(name, "float", Literal32(value));

    /// <summary>A truth value.</summary>
    public static KernelConstant Of(string name, bool value) => new(name, "bool", value ? "true" : "false");

    /// <summary>An enum member.</summary>
    public static KernelConstant Of<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum => new(name, $"global::GenNet.{typeof(TEnum).Name}", $"global::GenNet.{typeof(TEnum).Name}.{value}");

    /// <summary>A list of numbers, rounded to float32.</summary>
    public static KernelConstant Of(string name, IEnumerable<double> values) =>
        new(name, "global::System.ReadOnlySpan<float>", $"[{string.Join(", ", values.Select(static v => Literal32(v)))}]");

    /// <summary>A list of whole numbers.</summary>
    public static KernelConstant Of(string name, IEnumerable<int> values) =>
        new(name, "global::System.ReadOnlySpan<int>", $"[{string.Join(", ", values.Select(static v => v.ToString(CultureInfo.InvariantCulture)))}]");

    private static string Literal32(double value) => (float)value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float.NaN => "float.NaN",
        var number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
    };
}
