using System.Globalization;
using GenNet.Accelerators;

namespace GenNet.GpuCheck;

/// <summary>How far a sum of products may be from the exact one.</summary>
internal static class Tolerances
{
    private const double Rounding = 1.0 / (1 << 24);

    /// <summary>The precisions that a GPU multiplies.</summary>
    public static GpuPrecision[] Of(GpuDevice device) =>
        [.. new[] { GpuPrecision.Float32, GpuPrecision.TF32, GpuPrecision.BFloat16 }.Where(precision => TensorCores.PrecisionOf(device.Accelerator.Accelerator, precision) == precision)];

    /// <summary>What is wrong with <paramref name="actual"/>, a sum of <paramref name="terms"/> products; null: nothing.</summary>
    /// <param name="what">Which element.</param>
    /// <param name="actual">The result.</param>
    /// <param name="exact">The sum in float64.</param>
    /// <param name="magnitude">The sum of the products' magnitudes.</param>
    /// <param name="terms">How many there are.</param>
    /// <param name="precision">What was multiplied.</param>
    public static string? Check(string what, float actual, double exact, double magnitude, int terms, GpuPrecision precision)
    {
        // Each factor is off by half of its last place, and each sum by half of float32's.
        var factor = precision switch
        {
            GpuPrecision.TF32 or GpuPrecision.Float16 => 1.0 / (1 << 11),
            GpuPrecision.BFloat16 => 1.0 / (1 << 8),
            _ => 0,
        };
        var allowed = ((2 * factor) + (factor * factor) + (terms * Rounding)) * magnitude;
        // Written so that NaN is wrong.
        return Math.Abs(actual - exact) <= allowed
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{what} is {actual:R}, and exactly {exact:R}; it may be off by {allowed:E1}");
    }
}
