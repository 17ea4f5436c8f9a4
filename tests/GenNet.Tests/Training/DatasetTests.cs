using GenNet.Training.Data;

namespace GenNet.Tests.Training;

public sealed class DatasetTests
{
    [Fact]
    public void Split_OfTenSamples_KeepsTheFirstForTraining()
    {
        var (training, validation) = Numbered(10).Split(0.35);

        Assert.Equal((6, 4), (training.Count, validation.Count));
        Assert.Equal([0f, 1, 2, 3, 4, 5], training.Targets[0].Values.ToSingle().ToArray());
        Assert.Equal([12f, 13, 14, 15, 16, 17, 18, 19], validation.Inputs[0].Values.ToSingle().ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.95)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Split_WhenOnePartWouldBeEmpty_Refuses(double share) =>
        Assert.Throws<ArgumentException>(() => Numbered(10).Split(share));

    [Fact]
    public void From_WhenValuesAreNoWholeNumberASample_Refuses() =>
        Assert.Throws<ArgumentException>(() => Dataset.From(new float[7], [1, 2, 3]));

    [Fact]
    public void Evaluate_OfNoSamples_Refuses()
    {
        using var net = new Line();
        Assert.Throws<ArgumentException>(() => net.Evaluate(Samples.OnLine(4).Skip(4), Loss.MeanSquaredError));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Reorder_OfAnyLength_IsAPermutation(int count)
    {
        var order = new int[count];

        Shuffle.Reorder(order, seed: 5, epoch: 3);

        Assert.Equal(Enumerable.Range(0, count), order.Order());
    }

    [Fact]
    public void Reorder_OfEpochOrSeed_DiffersAndRepeats()
    {
        Assert.Equal(Order(5, 0), Order(5, 0));
        Assert.NotEqual(Order(5, 0), Order(5, 1));
        Assert.NotEqual(Order(5, 0), Order(6, 0));
        Assert.NotEqual(Order(5, 0), Order(0, 5));
    }

    [Fact]
    public void Reorder_OverManyEpochs_PutsEachSampleEverywhereEquallyOften()
    {
        const int Count = 8, Epochs = 8000;
        var seen = new int[Count, Count];
        var order = new int[Count];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle.Reorder(order, seed: 1, epoch);
            for (var i = 0; i < Count; i++)
                seen[i, order[i]]++;
        }
        // Binomial with mean 1000 and deviation 29.6: six deviations.
        Assert.All(seen.Cast<int>(), static n => Assert.InRange(n, 1000 - 178, 1000 + 178));
    }

    private static int[] Order(ulong seed, int epoch)
    {
        var order = new int[50];
        Shuffle.Reorder(order, seed, epoch);
        return order;
    }

    private static Dataset Numbered(int count) =>
        Dataset.From(Enumerable.Range(0, count * 2).Select(static i => (float)i).ToArray(), [.. Enumerable.Range(0, count)]);
}
