using GenNet.TestSupport;

namespace GenNet.Tests.Training;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Step_WhenWarm_AllocatesNothing(int threads)
    {
        var (values, labels) = Samples.Images(64);
        using var net = new SmallConvNet(1, Device.Cpu(threads));
        using var trainer = net.Trainer(new Adam(1e-3) { GlobalClipNorm = 1, WeightDecay = 1e-4 }, Loss.SparseCategoricalCrossentropy, Metric.Accuracy);

        Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(values, labels)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Step_OfADataset_WhenWarm_AllocatesNothing(bool withMetric)
    {
        using var net = new TwoHeads(1, Device.Cpu(2));
        Metric[] metrics = withMetric ? [Metric.Accuracy] : [];
        using var trainer = new Trainer(net, new SGD(0.1, momentum: 0.9), [Loss.SparseCategoricalCrossentropy, Loss.MeanSquaredError], [1, 0.5], metrics);
        var batch = Dataset.From(8, [new float[32]], [new float[8], new float[8]]);

        Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(batch)));
    }
}
