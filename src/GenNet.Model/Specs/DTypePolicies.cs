namespace GenNet.Specs;

/// <summary>What is known of <see cref="DTypePolicy"/>.</summary>
public static class DTypePolicies
{
    /// <summary>The type that values are computed in.</summary>
    public static DType ComputeType(this DTypePolicy policy) => policy switch
    {
        DTypePolicy.Float16 or DTypePolicy.MixedFloat16 => DType.Float16,
        DTypePolicy.BFloat16 or DTypePolicy.MixedBFloat16 => DType.BFloat16,
        DTypePolicy.Float64 => DType.Float64,
        _ => DType.Float32,
    };

    /// <summary>The type that variables have.</summary>
    public static DType VariableType(this DTypePolicy policy) => policy switch
    {
        DTypePolicy.Float16 => DType.Float16,
        DTypePolicy.BFloat16 => DType.BFloat16,
        DTypePolicy.Float64 => DType.Float64,
        _ => DType.Float32,
    };

    /// <summary>The policy that computes in <paramref name="type"/>, a type of real numbers.</summary>
    public static DTypePolicy Of(DType type) => type switch
    {
        DType.Float16 => DTypePolicy.Float16,
        DType.BFloat16 => DTypePolicy.BFloat16,
        DType.Float64 => DTypePolicy.Float64,
        _ => DTypePolicy.Float32,
    };
}
