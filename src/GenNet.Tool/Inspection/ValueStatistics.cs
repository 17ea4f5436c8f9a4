using System.Buffers.Binary;
using GenNet.Weights;

namespace GenNet.Tool.Inspection;

/// <summary>What the values of an array are like; the first four of those that are finite.</summary>
/// <param name="Minimum">The smallest; NaN if none is finite.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, about the mean of all of them.</param>
/// <param name="Zeros">How many are 0.</param>
/// <param name="NaN">How many are no numbers.</param>
/// <param name="Infinite">How many are infinite.</param>
internal sealed record ValueStatistics(double Minimum, double Maximum, double Mean, double Deviation, long Zeros, long NaN, long Infinite)
{
    /// <summary>Of real numbers.</summary>
    public static ValueStatistics Of(float[] values) => Of(values.Length, i => values[i]);

    /// <summary>Of whole numbers, or truth values, as little-endian bytes.</summary>
    public static ValueStatistics Of(byte[] bytes, StoredType type) => Of(bytes.Length / type.Size(), i => Read(bytes.AsSpan(i * type.Size()), type));

    private static ValueStatistics Of(int count, Func<int, double> value)
    {
        var (minimum, maximum, sum) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        var (zeros, nan, infinite) = (0L, 0L, 0L);
        for (var i = 0; i < count; i++)
        {
            var v = value(i);
            nan += double.IsNaN(v) ? 1 : 0;
            infinite += double.IsInfinity(v) ? 1 : 0;
            zeros += v == 0 ? 1 : 0;
            if (!double.IsFinite(v))
                continue;
            sum += v;
            (minimum, maximum) = (Math.Min(minimum, v), Math.Max(maximum, v));
        }
        var finite = count - nan - infinite;
        if (finite == 0)
            return new(double.NaN, double.NaN, double.NaN, double.NaN, zeros, nan, infinite);
        var (mean, squares) = (sum / finite, 0.0);
        for (var i = 0; i < count; i++)
        {
            var v = value(i);
            squares += double.IsFinite(v) ? (v - mean) * (v - mean) : 0;
        }
        return new(minimum, maximum, mean, Math.Sqrt(squares / finite), zeros, nan, infinite);
    }

    private static double Read(ReadOnlySpan<byte> bytes, StoredType type) => type switch
    {
        StoredType.Int8 => (sbyte)bytes[0],
        StoredType.UInt8 or StoredType.Bool => bytes[0],
        StoredType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        StoredType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        StoredType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        StoredType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        StoredType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };
}
