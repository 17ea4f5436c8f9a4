namespace GenNet.Weights.Safetensors;

/// <summary>The element types of safetensors.</summary>
internal static class SafetensorsTypes
{
    /// <summary>Bits of one element; 0 for a name that safetensors doesn't know.</summary>
    public static int Bits(string name) => name switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "I16" or "U16" or "F16" or "BF16" => 16,
        "I32" or "U32" or "F32" => 32,
        "C64" or "F64" or "I64" or "U64" => 64,
        _ => 0,
    };

    public static StoredType TypeOf(string name) => name switch
    {
        "F16" => StoredType.Float16,
        "BF16" => StoredType.BFloat16,
        "F32" => StoredType.Float32,
        "F64" => StoredType.Float64,
        "I8" => StoredType.Int8,
        "I16" => StoredType.Int16,
        "I32" => StoredType.Int32,
        "I64" => StoredType.Int64,
        "U8" => StoredType.UInt8,
        "U16" => StoredType.UInt16,
        "U32" => StoredType.UInt32,
        "U64" => StoredType.UInt64,
        "BOOL" => StoredType.Bool,
        _ => StoredType.Other,
    };

    public static string NameOf(StoredType type) => type switch
    {
        StoredType.Float16 => "F16",
        StoredType.BFloat16 => "BF16",
        StoredType.Float32 => "F32",
        StoredType.Float64 => "F64",
        StoredType.Int8 => "I8",
        StoredType.Int16 => "I16",
        StoredType.Int32 => "I32",
        StoredType.Int64 => "I64",
        StoredType.UInt8 => "U8",
        StoredType.UInt16 => "U16",
        StoredType.UInt32 => "U32",
        StoredType.UInt64 => "U64",
        StoredType.Bool => "BOOL",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "safetensors has no such type."),
    };
}
