using GenNet.Kernels;
using GenNet.Tests.Reference;

namespace GenNet.Tests.Kernels;

public sealed unsafe class ColumnSumsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 10)]
    [InlineData(1000, 32)]
    [InlineData(5000, 77)]
    [InlineData(100_003, 1)]
    public void Add_OfAnySize_AddsTheSumsWhateverTheThreads(int rows, int columns)
    {
        var values = RandomValues.Of(rows * columns, 1);
        var start = RandomValues.Of(columns, 2);
        using var workers = new WorkerPool(3);
        var reference = new BoundedSums(columns);
        for (var i = 0; i < columns; i++)
            reference.Add(i, start[i]);
        for (var i = 0; i < values.Length; i++)
            reference.Add(i % columns, values[i]);
        var alone = Run(WorkerPool.Inline);
        reference.AssertNear(alone);
        Assert.Equal(alone, Run(workers));

        float[] Run(WorkerPool pool)
        {
            var sums = (float[])start.Clone();
            fixed (float* v = values, s = sums)
                ColumnSums.Add(pool, rows, columns, v, s);
            return sums;
        }
    }
}
