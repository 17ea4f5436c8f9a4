namespace GenNet;

/// <summary>What a GPU multiplies in products of matrices and convolutions. Their sums, and everything else, are float32 whatever it is.</summary>
public enum GpuPrecision
{
    /// <summary>The factors as they are.</summary>
    Float32,

    /// <summary>Factors rounded to float32's exponent and 10 bits of fraction: an error of 2⁻¹¹ of each factor at most. It needs tensor cores.</summary>
    TF32,

    /// <summary>Factors rounded to bfloat16, float32's exponent and 7 bits of fraction: an error of 2⁻⁸ of each factor at most, half of that on average. It needs tensor cores.</summary>
    BFloat16,

    /// <summary>
    /// Factors rounded to float16, with 10 bits of fraction: what is above 65504 becomes infinite, and what is below 6·10⁻⁸ becomes 0, gradients among it. It needs tensor cores.
    /// </summary>
    Float16,
}
