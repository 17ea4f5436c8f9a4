using GenNet.Kernels;

namespace GenNet.Tests.Kernels;

public sealed unsafe class TranspositionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(7, 19)]
    [InlineData(64, 9)]
    [InlineData(33, 40)]
    public void Transpose_OfAnySize_ExchangesRowsAndColumns(int rows, int columns)
    {
        var values = RandomValues.Of(rows * (columns + 2), 1);
        var result = new float[columns * (rows + 1)];
        fixed (float* from = values, to = result)
            Transposition.Transpose(from, columns + 2, to, rows + 1, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                Assert.Equal(values[(row * (columns + 2)) + column], result[(column * (rows + 1)) + row]);
        }
        for (var column = 0; column < columns; column++)
            Assert.Equal(0, result[(column * (rows + 1)) + rows]);
    }
}
