using GenNet.Specs;

namespace GenNet.Tests.Layers;

[Model, Input(2)]
public partial class PenalizedNet
{
    [Dense(1, UseBias = false)]
    public partial Dense Product { get; }

    [ActivityRegularization(L1 = 0.5, L2 = 0.25)]
    public partial ActivityRegularization Penalty { get; }
}

public class ActivityRegularizationTests
{
    // Outputs are w·x: 2 and −1 of weights (2, −1) and rows (1, 0) and (0, 1).
    private static readonly float[] s_rows = [1, 0, 0, 1];
    private static readonly float[] s_weights = [2, -1];

    [Fact]
    public void Step_AddsThePenaltyOfABatchToTheLoss_AndItsGradient()
    {
        using var net = new PenalizedNet();
        net.Product.Kernel.Assign(s_weights);
        using var trainer = net.Trainer(new SGD(1f), Loss.MeanSquaredError);

        var loss = trainer.Step(s_rows, [1f, 1f]);

        // (1² + 2²) / 2, and (0.5·(2 + 1) + 0.25·(4 + 1)) / 2.
        Assert.Equal(2.5 + 1.375, loss, 1e-6);
        // The loss's gradients are 1 and −2, the penalties' (0.5·sign + 0.5·y) / 2.
        Assert.Equal([2 - 1 - 0.75f, -1 + 2 + 0.5f], net.Product.Kernel.Values.ToArray());
    }

    [Fact]
    public void Predict_HandsOnTheValues()
    {
        using var net = new PenalizedNet();
        net.Product.Kernel.Assign(s_weights);

        Assert.Equal([2, -1], net.Predict(s_rows).Penalty.ToArray());
    }

    [Fact]
    public void Step_OfManyRows_AddsThemInOneOrder()
    {
        var random = new Random(3);
        float[] rows = [.. Enumerable.Range(0, 200_000).Select(_ => (float)random.NextDouble())];
        double[] losses = [.. new[] { 1, 3 }.Select(threads =>
        {
            using var net = new PenalizedNet(seed: 1, Device.Cpu(threads));
            using var trainer = net.Trainer(new SGD(0.1f), Loss.MeanSquaredError);
            return trainer.Step(rows, new float[100_000]);
        })];

        Assert.Equal(losses[0], losses[1]);
    }

    [Theory]
    [InlineData("l1=-1", "l1 is -1 and must be at least 0")]
    [InlineData("l2=-0.5", "l2 is -0.5 and must be at least 0")]
    public void Infer_OfNegativeWeights_SaysWhatIsWrong(string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<SpecException>(() => SpecText.Infer("ActivityRegularization", arguments, "4")).Message);
}
