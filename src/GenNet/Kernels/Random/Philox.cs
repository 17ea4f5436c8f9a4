using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Kernels;

/// <summary>
/// Philox4x32-10, the counter-based random number generator of Salmon et al. (2011), "Parallel random numbers: as easy as 1, 2, 3": four
/// random words are a function of a key and a counter, so that any thread or device draws number <i>i</i> without those before it.
/// </summary>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four words of a counter.</summary>
    /// <param name="key">The key: a seed.</param>
    /// <param name="index">Low half of the counter.</param>
    /// <param name="stream">High half of the counter.</param>
    public static PhiloxWords Words(ulong key, ulong index, ulong stream)
    {
        var (key0, key1) = ((uint)key, (uint)(key >> 32));
        var (x0, x1, x2, x3) = ((uint)index, (uint)(index >> 32), (uint)stream, (uint)(stream >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * x0;
            var product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }
        return new(x0, x1, x2, x3);
    }

    /// <summary>The words of counter <paramref name="index"/> and those after it, one after another.</summary>
    /// <param name="words">Where they go; a multiple of 16.</param>
    /// <param name="key">The key: a seed.</param>
    /// <param name="index">Low half of the first counter.</param>
    /// <param name="stream">High half of the counters.</param>
    public static void Fill(Span<uint> words, ulong key, ulong index, ulong stream)
    {
        for (var i = 0; i < words.Length; i += 16, index += 4)
        {
            if (Avx2.IsSupported)
            {
                FourCounters(words.Slice(i, 16), key, index, stream);
                continue;
            }
            for (var block = 0; block < 4; block++)
                MemoryMarshal.Cast<uint, PhiloxWords>(words)[(i / 4) + block] = Words(key, index + (ulong)block, stream);
        }
    }

    // A counter a lane of 64 bits, of which the multiplication takes the lower half.
    private static void FourCounters(Span<uint> words, ulong key, ulong index, ulong stream)
    {
        var low = Vector256.Create((ulong)uint.MaxValue);
        var counters = Vector256.Create(index) + Vector256.Create(0UL, 1, 2, 3);
        var (x0, x1) = (counters & low, counters >>> 32);
        var (x2, x3) = (Vector256.Create((ulong)(uint)stream), Vector256.Create(stream >> 32));
        var multiplier0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        var multiplier1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        var (key0, key1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = Avx2.Multiply(multiplier0, x0.AsUInt32());
            var product1 = Avx2.Multiply(multiplier1, x2.AsUInt32());
            x0 = (product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0);
            x1 = product1 & low;
            x2 = (product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1);
            x3 = product0 & low;
            key0 += Weyl0;
            key1 += Weyl1;
        }
        var first = x0 | (x1 << 32);
        var second = x2 | (x3 << 32);
        var even = Avx2.UnpackLow(first, second);
        var odd = Avx2.UnpackHigh(first, second);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().CopyTo(words);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().CopyTo(words[8..]);
    }
}

/// <summary>Four random words.</summary>
internal readonly record struct PhiloxWords(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>Word 0 to 3.</summary>
    public uint this[int word] => word switch { 0 => Word0, 1 => Word1, 2 => Word2, _ => Word3 };
}
