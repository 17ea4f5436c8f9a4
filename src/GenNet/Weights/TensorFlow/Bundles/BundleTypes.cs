namespace GenNet.Weights.TensorFlow;

/// <summary>TensorFlow's element types by their numbers (tensorflow/core/framework/types.proto).</summary>
internal static class BundleTypes
{
    /// <summary>Text, each element of its own length.</summary>
    public const int Text = 7;

    // In the order of their numbers, from 1 on.
    private static readonly string[] s_names =
    [
        "float32", "float64", "int32", "uint8", "int16", "int8", "string", "complex64", "int64", "bool", "qint8", "quint8", "qint32", "bfloat16", "qint16", "quint16", "uint16", "complex128",
        "float16", "resource", "variant", "uint32", "uint64", "float8_e5m2", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e4m3b11fnuz", "float8_e5m2fnuz", "int4", "uint4", "int2", "uint2",
    ];

    private static readonly StoredType[] s_types =
        [.. s_names.Select(static name => Enum.GetValues<StoredType>().FirstOrDefault(type => type != StoredType.Other && type.Name() == name))];

    /// <summary>What TensorFlow calls the type of a number; null if it has none of it.</summary>
    public static string? NameOf(int number) => number >= 1 && number <= s_names.Length ? s_names[number - 1] : null;

    /// <summary>The type of a number that TensorFlow has.</summary>
    public static StoredType TypeOf(int number) => s_types[number - 1];

    /// <summary>The number of a type.</summary>
    public static int NumberOf(StoredType type) => Array.IndexOf(s_types, type) + 1;
}
