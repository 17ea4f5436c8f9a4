using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// Normal numbers of mean 0 and standard deviation 1 from <see cref="Philox"/>, a block at once, by Box and Muller's method (1958): <c>√(−2·ln u)·cos φ</c> and <c>√(−2·ln u)·sin φ</c> of a
/// uniform u in (0, 1] and a uniform angle φ. Only operations that IEEE 754 defines to the last bit are used, so that every machine and every vector length gives the same numbers.
/// </summary>
internal static unsafe class NormalBlock
{
    /// <summary>Numbers of a block.</summary>
    public const int Size = 256;

    private const int Half = Size / 2;
    private const int CountersPerBlock = Size / 4;

    /// <summary>The numbers of block <paramref name="block"/>.</summary>
    /// <param name="numbers">Where the <see cref="Size"/> numbers go.</param>
    /// <param name="key">The key: a seed.</param>
    /// <param name="block">Number of the block.</param>
    /// <param name="stream">Stream of random numbers.</param>
    [SkipLocalsInit]
    public static void Fill(float* numbers, ulong key, ulong block, ulong stream)
    {
        var words = stackalloc uint[Size];
        Philox.Fill(new(words, Size), key, block * CountersPerBlock, stream);
        for (var i = 0; i < Half; i += Vector<float>.Count)
        {
            var radius = Radius(Vector.Load(words + i));
            var (cosine, sine) = OnCircle(Vector.Load(words + Half + i));
            Vector.Store(radius * cosine, numbers + i);
            Vector.Store(radius * sine, numbers + Half + i);
        }
    }

    // √(−2·ln u), u a multiple of 2⁻²⁴. ln(m·2^e) = e·ln 2 + 2·artanh((m − 1) / (m + 1)), m from √½ to √2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Radius(Vector<uint> words)
    {
        var u = Vector.ConvertToSingle(Vector.AsVectorInt32(words >>> 8) + Vector<int>.One) * Vector.Create(1f / (1 << 24));
        var rootOfHalf = Vector.AsVectorInt32(Vector.Create(0.70710678f));
        var bits = Vector.AsVectorInt32(u);
        var exponent = (bits - rootOfHalf) >> 23;
        var m = Vector.AsVectorSingle(bits - (exponent << 23));
        var s = (m - Vector<float>.One) / (m + Vector<float>.One);
        var z = s * s;
        var sum = Vector.Create(2f / 9);
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 7));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 5));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 3));
        sum = Vector.FusedMultiplyAdd(sum * z, s, s + s);
        var logarithm = Vector.FusedMultiplyAdd(Vector.ConvertToSingle(exponent), Vector.Create(0.69314718f), sum);
        return Vector.SquareRoot(Vector.Max(logarithm * Vector.Create(-2f), Vector<float>.Zero));
    }

    // A point of the circle: two bits say which quarter, the others where in it. The polynomials for ±π/4 are Cephes' sinf and cosf (Moshier).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> Cosine, Vector<float> Sine) OnCircle(Vector<uint> words)
    {
        var inQuarter = Vector.ConvertToSingle(Vector.AsVectorInt32((words << 2) >>> 8)) * Vector.Create(1f / (1 << 24));
        var x = (inQuarter - Vector.Create(0.5f)) * Vector.Create(1.5707963f);
        var z = x * x;
        var sine = Vector.FusedMultiplyAdd(Vector.Create(-1.9515295891e-4f), z, Vector.Create(8.3321608736e-3f));
        sine = Vector.FusedMultiplyAdd(sine, z, Vector.Create(-1.6666654611e-1f));
        sine = Vector.FusedMultiplyAdd(sine * z, x, x);
        var cosine = Vector.FusedMultiplyAdd(Vector.Create(2.443315711809948e-5f), z, Vector.Create(-1.388731625493765e-3f));
        cosine = Vector.FusedMultiplyAdd(cosine, z, Vector.Create(4.166664568298827e-2f));
        cosine = Vector.FusedMultiplyAdd(cosine * z, z, Vector.FusedMultiplyAdd(z, Vector.Create(-0.5f), Vector<float>.One));

        // Each quarter turn takes (x, y) to (−y, x).
        var quarter = words >>> 30;
        var isOdd = Vector.Equals(quarter & Vector<uint>.One, Vector<uint>.One);
        var (first, second) = (Select(isOdd, sine, cosine), Select(isOdd, cosine, sine));
        var signOfFirst = ((quarter + Vector<uint>.One) & Vector.Create(2u)) << 30;
        var signOfSecond = (quarter & Vector.Create(2u)) << 30;
        return (Flip(first, signOfFirst), Flip(second, signOfSecond));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Select(Vector<uint> condition, Vector<float> yes, Vector<float> no) => Vector.ConditionalSelect(Vector.AsVectorSingle(condition), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Flip(Vector<float> value, Vector<uint> sign) => Vector.AsVectorSingle(Vector.AsVectorUInt32(value) ^ sign);
}
