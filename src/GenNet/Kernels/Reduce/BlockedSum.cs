using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// Sums of many values in float32 blocks that join a float64 total: about as fast as float32, and the rounding error doesn't grow with the
/// number of values. One for each of a vector's lanes.
/// </summary>
internal struct BlockedSum
{
    /// <summary>So many values are worth a block.</summary>
    public const int Block = 32;

    private Vector<double> _low;
    private Vector<double> _high;

    /// <summary>Adds the sum of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector<float> block)
    {
        Vector.Widen(block, out var low, out var high);
        _low += low;
        _high += high;
    }

    /// <summary>The total of all lanes.</summary>
    public readonly double Total => Vector.Sum(_low + _high);

    /// <summary>The total of a lane.</summary>
    public readonly double this[int lane] => lane < Vector<double>.Count ? _low[lane] : _high[lane - Vector<double>.Count];
}
