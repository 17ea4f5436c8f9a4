namespace GenNet.Tests.Training;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Fit_WithOtherNumberOfThreads_GivesTheSameBits(int threads)
    {
        var (expectedWeights, expectedLosses) = Train(threads: 1, seed: 3);

        var (weights, losses) = Train(threads, seed: 3);

        Assert.Equal(expectedLosses, losses);
        Assert.Equal(expectedWeights, weights);
    }

    [Fact]
    public void Fit_WithOtherSeed_GivesOtherWeights() =>
        Assert.NotEqual(Train(threads: 1, seed: 3).Weights, Train(threads: 1, seed: 4).Weights);

    private static (int[] Weights, IReadOnlyList<double> Losses) Train(int threads, ulong seed)
    {
        var (values, labels) = Samples.Images(150);
        var data = Dataset.From(values, labels);
        using var net = new SmallConvNet(seed, Device.Cpu(threads));
        using var trainer = net.Trainer(new Adam(1e-2), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);

        var history = trainer.Fit(data, epochs: 3, batchSize: 64, validation: data.Take(70), verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        return ([.. net.CopyWeights().Select(BitConverter.SingleToInt32Bits)], [.. history["loss"], .. history["val_loss"], .. history["accuracy"]]);
    }
}
