namespace GenNet.Tests.Reference;

/// <summary>A matrix product as it is defined, in float64.</summary>
internal static class NaiveGemm
{
    /// <summary>The product's elements, row-major, each begun with <paramref name="start"/>.</summary>
    public static BoundedSums Multiply(
        int rows, int columns, int depth, Func<int, int, float> a, Func<int, int, float> b, Func<int, int, float> start)
    {
        var product = new BoundedSums(rows * columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var index = (row * columns) + column;
                product.Add(index, start(row, column));
                for (var k = 0; k < depth; k++)
                    product.Add(index, (double)a(row, k) * b(k, column));
            }
        }
        return product;
    }
}
