using System.Text.Json;

namespace GenNet.Conformance.Applications;

/// <summary>
/// The weights of <c>applications/</c>, which no file holds: element i of variable k is made of a hash of both, so that every value is exact in float32
/// and none is where another belongs.
/// </summary>
internal static class WeightFormula
{
    private const uint Golden = 0x9E3779B9;

    /// <summary>The values of a variable.</summary>
    /// <param name="k">Its number among the model's weights.</param>
    /// <param name="fill">What it is: <c>kernel</c>, <c>bias</c>, <c>gamma</c>, <c>offset</c> or <c>variance</c>.</param>
    /// <param name="exponent">The power of two that a kernel is scaled by.</param>
    /// <param name="count">How many elements it has.</param>
    public static float[] Values(int k, string fill, int exponent, int count)
    {
        var scale = MathF.ScaleB(1, exponent);
        Func<float, float> value = fill switch
        {
            "kernel" => u => ((2 * u) - 1) * scale,
            "bias" => static u => ((2 * u) - 1) / 64,
            "gamma" => static u => 1 + (((2 * u) - 1) / 8),
            "offset" => static u => ((2 * u) - 1) / 8,
            "variance" => static u => 1 + (u / 2),
            _ => throw new NotSupportedException($"The formula has no fill '{fill}'."),
        };
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = value(Unit(k, i));
        return values;
    }

    /// <summary>u of element i of variable k: a multiple of 2⁻²⁰ in [0, 1).</summary>
    public static float Unit(int k, int i) => (Mix(Mix((uint)i) ^ unchecked((uint)(k + 1) * Golden)) >> 12) / (float)(1 << 20);

    /// <summary>The values that a row of <c>variables</c> says; null where Keras' initial value stays.</summary>
    public static float[]? Values(JsonElement row, int count) => row.GetProperty("fill").GetString() is { } fill && fill != "as Keras has it"
        ? Values(row.GetProperty("k").GetInt32(), fill, row.TryGetProperty("exponent", out var exponent) ? exponent.GetInt32() : 0, count)
        : null;

    // The end of MurmurHash3.
    private static uint Mix(uint h)
    {
        unchecked
        {
            h = (h ^ (h >> 16)) * 0x85EBCA6B;
            h = (h ^ (h >> 13)) * 0xC2B2AE35;
            return h ^ (h >> 16);
        }
    }
}
