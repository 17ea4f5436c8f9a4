namespace GenNet.Specs;

/// <summary>What is known of element types.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this DType type) => type switch
    {
        DType.Bool => 1,
        DType.Float16 or DType.BFloat16 => 2,
        DType.Int64 or DType.Float64 => 8,
        _ => 4,
    };

    /// <summary>Whether elements are real numbers, which gradients flow through.</summary>
    public static bool IsFloating(this DType type) => type is DType.Float32 or DType.Float16 or DType.BFloat16 or DType.Float64;
}
