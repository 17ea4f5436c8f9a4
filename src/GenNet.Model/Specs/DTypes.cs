namespace GenNet.Specs;

/// <summary>What is known of element types.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element in a variable or a file.</summary>
    public static int Size(this DType type) => type switch
    {
        DType.Bool => 1,
        DType.Float16 or DType.BFloat16 => 2,
        DType.Int64 or DType.Float64 => 8,
        _ => 4,
    };

    /// <summary>Whether elements are real numbers.</summary>
    public static bool IsFloating(this DType type) => type is DType.Float32 or DType.Float16 or DType.BFloat16 or DType.Float64;

    /// <summary>What an input or output is in the caller's memory: of its own type, but for bfloat16, which .NET has no type for and which is float32 there.</summary>
    public static DType AtBorder(this DType type) => type == DType.BFloat16 ? DType.Float32 : type;

    /// <summary>What a value between layers is in memory: float16 and bfloat16 are float32 numbers of which each is one of the type's, since that is what kernels compute with.</summary>
    public static DType BetweenLayers(this DType type) => type is DType.Float16 or DType.BFloat16 ? DType.Float32 : type;

    /// <summary>The C# type of an element in the caller's memory, as it is written in any namespace.</summary>
    public static string CSharpName(this DType type) => type.AtBorder() switch
    {
        DType.Int32 => "int",
        DType.Int64 => "long",
        DType.Bool => "bool",
        DType.Float16 => "global::System.Half",
        DType.Float64 => "double",
        _ => "float",
    };

    /// <summary>
    /// The type in which real numbers of two types meet: the larger one, and float32 for the two of 16 bits. A whole number takes the other's type (keras/src/backend/common/dtypes.py).
    /// </summary>
    public static DType Promote(DType first, DType second) => (first.IsFloating(), second.IsFloating()) switch
    {
        _ when first == second => first,
        (false, false) => DType.Float32,
        (false, true) => second,
        (true, false) => first,
        _ => first == DType.Float64 || second == DType.Float64 ? DType.Float64 : DType.Float32,
    };
}
