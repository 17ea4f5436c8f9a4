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
}

/// <summary>Four random words.</summary>
internal readonly record struct PhiloxWords(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>Word 0 to 3.</summary>
    public uint this[int word] => word switch { 0 => Word0, 1 => Word1, 2 => Word2, _ => Word3 };
}
