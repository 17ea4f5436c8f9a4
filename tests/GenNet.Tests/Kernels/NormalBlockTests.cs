using GenNet.Kernels;

namespace GenNet.Tests.Kernels;

public unsafe class NormalBlockTests
{
    [Theory]
    [InlineData(0ul, 0ul, 0ul)]
    [InlineData(42ul, 3ul, 7ul)]
    [InlineData(ulong.MaxValue, 1_000_000ul, 1ul << 57)]
    public void Fill_GivesBoxAndMullersNumbers(ulong key, ulong block, ulong stream)
    {
        var words = new uint[NormalBlock.Size];
        Philox.Fill(words, key, block * NormalBlock.Size / 4, stream);

        var numbers = Filled(key, block, stream);

        for (var i = 0; i < NormalBlock.Size / 2; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(((words[i] >> 8) + 1.0) / (1 << 24)));
            // A quarter's middle stands for its begin: the angle is uniform either way.
            var turn = (words[i + (NormalBlock.Size / 2)] & ~0x3Fu) / 4294967296.0;
            var angle = (2 * Math.PI * turn) - (Math.PI / 4);
            Assert.Equal(radius * Math.Cos(angle), numbers[i], 2e-6);
            Assert.Equal(radius * Math.Sin(angle), numbers[i + (NormalBlock.Size / 2)], 2e-6);
        }
    }

    [Fact]
    public void Fill_OfManyBlocks_IsFinite()
    {
        for (var block = 0ul; block < 2000; block++)
            Assert.All(Filled(5, block, 1), static number => Assert.InRange(number, -6, 6));
    }

    private static float[] Filled(ulong key, ulong block, ulong stream)
    {
        var numbers = new float[NormalBlock.Size];
        fixed (float* pointer = numbers)
            NormalBlock.Fill(pointer, key, block, stream);
        return numbers;
    }
}
