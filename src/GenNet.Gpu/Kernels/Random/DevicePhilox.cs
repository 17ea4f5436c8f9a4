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
        var counter = index / 4;
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
        var word = (int)(index & 3);
        return word == 0 ? x0 : word == 1 ? x1 : word == 2 ? x2 : x3;
    }
}
