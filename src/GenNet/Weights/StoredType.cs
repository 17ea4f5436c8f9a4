using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>Element types that weight files hold.</summary>
public enum StoredType
{
    /// <summary>A type without a counterpart here, as text, pairs or 4-bit numbers.</summary>
    Other,
    /// <summary>16-bit IEEE 754 number.</summary>
    Float16,
    /// <summary>16-bit number with float32's exponent.</summary>
    BFloat16,
    /// <summary>32-bit IEEE 754 number.</summary>
    Float32,
    /// <summary>64-bit IEEE 754 number.</summary>
    Float64,
    /// <summary>8-bit signed integer.</summary>
    Int8,
    /// <summary>16-bit signed integer.</summary>
    Int16,
    /// <summary>32-bit signed integer.</summary>
    Int32,
    /// <summary>64-bit signed integer.</summary>
    Int64,
    /// <summary>8-bit unsigned integer.</summary>
    UInt8,
    /// <summary>16-bit unsigned integer.</summary>
    UInt16,
    /// <summary>32-bit unsigned integer.</summary>
    UInt32,
    /// <summary>64-bit unsigned integer.</summary>
    UInt64,
    /// <summary>One byte, 0 or 1.</summary>
    Bool,
}

/// <summary>Facts about <see cref="StoredType"/>.</summary>
public static class StoredTypes
{
    private static readonly string[] s_names = [.. Enum.GetNames<StoredType>().Select(static name => name.ToLowerInvariant())];

    /// <summary>Whether values of this type can be read as float32: float16, bfloat16, float32 and float64.</summary>
    public static bool IsFloatingPoint(this StoredType type) => type is >= StoredType.Float16 and <= StoredType.Float64;

    /// <summary>Whether elements of this type are taken for a variable of type <paramref name="variable"/>: real numbers for real numbers, whole ones for whole ones.</summary>
    internal static bool Fits(this StoredType type, DType variable) =>
        variable.IsFloating() ? type.IsFloatingPoint() : type is StoredType.Int32 or StoredType.Int64 or StoredType.UInt32;

    /// <summary>How a variable of type <paramref name="type"/> is stored.</summary>
    internal static StoredType Of(DType type) => type switch
    {
        DType.Float16 => StoredType.Float16,
        DType.BFloat16 => StoredType.BFloat16,
        DType.Float64 => StoredType.Float64,
        DType.Int64 => StoredType.Int64,
        _ => StoredType.Float32,
    };

    /// <summary>Bytes of one element; 0 for <see cref="StoredType.Other"/>.</summary>
    public static int Size(this StoredType type) => type switch
    {
        StoredType.Int8 or StoredType.UInt8 or StoredType.Bool => 1,
        StoredType.Float16 or StoredType.BFloat16 or StoredType.Int16 or StoredType.UInt16 => 2,
        StoredType.Float32 or StoredType.Int32 or StoredType.UInt32 => 4,
        StoredType.Float64 or StoredType.Int64 or StoredType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The type that NumPy calls so: <c>float32</c>; null if it has none of that name, or GenNet no such type.</summary>
    internal static StoredType? Named(string name) => Array.IndexOf(s_names, name) is > 0 and var index ? (StoredType)index : null;

    /// <summary>As NumPy calls it: <c>float32</c>.</summary>
    internal static string Name(this StoredType type) => s_names[(int)type];
}
