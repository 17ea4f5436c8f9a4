using GenNet.Weights.PureHdf;

namespace GenNet.PureHdf.Tests;

public sealed class LzfFilterTests
{
    [Fact]
    public void Unpack_OfRunsAndMatches_MakesTheBytes()
    {
        var unpacked = new byte[14];
        // Two literals; a match of 3 that begins 2 before it; one of 9 whose length has a byte of its own.
        LzfFilter.Unpack([1, 7, 8, 0x20, 1, 0xE0, 0, 0], unpacked);
        Assert.Equal([7, 8, 7, 8, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7], unpacked);
    }

    [Theory]
    [InlineData(new byte[] { 3, 1, 2 }, 4)]
    [InlineData(new byte[] { 1, 1, 2 }, 1)]
    [InlineData(new byte[] { 1, 1, 2 }, 3)]
    [InlineData(new byte[] { 0, 1, 0x20 }, 4)]
    [InlineData(new byte[] { 0, 1, 0x20, 1 }, 4)]
    [InlineData(new byte[] { 0, 1, 0x20, 0 }, 3)]
    [InlineData(new byte[] { 0, 1, 0xE0 }, 10)]
    public void Unpack_OfDamage_IsRefused(byte[] packed, int length) => Assert.Throws<InvalidDataException>(() => LzfFilter.Unpack(packed, new byte[length]));
}
