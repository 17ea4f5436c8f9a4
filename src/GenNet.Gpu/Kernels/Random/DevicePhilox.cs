namespace GenNet.Gpu.Kernels;

/// <summary>Philox4x32-10 on devices; the numbers are those of <see cref="GenNet.Kernels.Philox"/>.</summary>
[GpuKernel]
internal static class DevicePhilox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Word <paramref name="index"/> of the numbers of a key and a stream, four of which a counter gives.</summary>
    public static uint WordAt(ulong key, ulong stream, ulong index)
    {
        var words = WordsOf(key, stream, index / 4);
        var word = (int)(index & 3);
        return word == 0 ? words.X : word == 1 ? words.Y : word == 2 ? words.Z : words.W;
    }

    /// <summary>Four words from word <paramref name="first"/> on, of those of a counter and of the next one's.</summary>
    public static Words Following(Words words, Words next, int first) => first switch
    {
        1 => new() { X = words.Y, Y = words.Z, Z = words.W, W = next.X },
        2 => new() { X = words.Z, Y = words.W, Z = next.X, W = next.Y },
        3 => new() { X = words.W, Y = next.X, Z = next.Y, W = next.Z },
        _ => words,
    };

    /// <summary>The four words of a counter.</summary>
    public static Words WordsOf(ulong key, ulong stream, ulong counter)
    {
        var key0 = (uint)key;
        var key1 = (uint)(key >> 32);
        var x0 = (uint)counter;
        var x1 = (uint)(counter >> 32);
        var x2 = (uint)stream;
        var x3 = (uint)(stream >> 32);
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
        return new() { X = x0, Y = x1, Z = x2, W = x3 };
    }
}
