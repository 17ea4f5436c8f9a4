using GenNet.TestSupport;

namespace GenNet.Extensions.Tests.Losses;

public sealed class LossTests
{
    private static readonly float[] s_predictions = [1, 2, 3, -1, 0.5f, 2, 0, 0, 1, 4, -2, 1];
    private static readonly float[] s_targets = [0, 2, 1, 1, 0.5f, 3, 1, 0, 0, 2, 2, 2];

    public static TheoryData<LossReduction, float[], float[]> Weightings
    {
        get
        {
            var data = new TheoryData<LossReduction, float[], float[]>();
            foreach (var reduction in Enum.GetValues<LossReduction>())
            {
                data.Add(reduction, [], []);
                data.Add(reduction, [1, 0.5f, 0, 2], []);
                data.Add(reduction, [], [1, 0, 1, 1]);
                data.Add(reduction, [1, 0.5f, 3, 2], [0, 1, 1, 0]);
                data.Add(reduction, [], [0, 0, 0, 0]);
            }
            return data;
        }
    }

    [Fact]
    public void OwnLoss_WithTheFormulaOfABuiltIn_TrainsTheSameWeights() => Assert.Equal(
        Training.WeightsAfter(new SGD(0.1), Loss.MeanSquaredError, Samples.OneHot(48)),
        Training.WeightsAfter(new SGD(0.1), new OwnMeanSquaredError(), Samples.OneHot(48)));

    [Theory]
    [MemberData(nameof(Weightings))]
    public void OwnLoss_WithWeightsAndMask_IsReducedAsABuiltIn(LossReduction reduction, float[] weights, float[] mask)
    {
        var (expected, expectedGradient) = Apply(new MeanSquaredError(reduction), weights, mask);

        var (own, ownGradient) = Apply(new OwnMeanSquaredError(reduction), weights, mask);
        Assert.Equal(expected, own);
        Assert.Equal(expectedGradient, ownGradient);

        var (ofBatch, gradientOfBatch) = Apply(new MeanSquaredErrorOfBatches(reduction), weights, mask);
        Assert.Equal(expected, ofBatch, 1e-6);
        Assert.All(expectedGradient, (value, i) => Assert.Equal(value, gradientOfBatch[i], 1e-6));
    }

    [Fact]
    public void OwnLoss_OfBatches_Trains()
    {
        using var net = new Series(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), new MeanSquaredErrorOfBatches());

        var history = trainer.Fit(Samples.Series(64), epochs: 5, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(history["loss"][^1] < history["loss"][0]);
        var batch = Samples.Series(8);
        Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(batch)));
    }

    [Fact]
    public void OwnLoss_WhoseTargetsAreVoid_LeavesThemOut()
    {
        float[] logits = [1, 2, 0, 3, 1, 1];
        var (own, builtIn) = (new float[6], new float[6]);

        var value = new OwnSparseCrossentropy().Apply(new(logits, [-1, 2], 3, 1), own);

        Assert.Equal(new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: -1).Apply(new(logits, [-1, 2], 3, 1), builtIn), value, 1e-12);
        Assert.Equal(builtIn, own);
        Assert.Equal([0, 0, 0], own[..3]);
    }

    [Fact]
    public void OwnLoss_GivenTargetsThatItCantMean_IsQuotedInTheMessage()
    {
        using var net = new Classifier(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), new OwnSparseCrossentropy());

        var label = Assert.Throws<ArgumentException>(() => trainer.Step(new float[64], [4]));
        Assert.Contains("with loss own_sparse_crossentropy was given the target 4 in sample 0: own labels end at 3.", label.Message, StringComparison.Ordinal);
        var width = Assert.Throws<ArgumentException>(() => trainer.Step(Samples.OneHot(2)));
        Assert.Contains("own loss takes labels", width.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void OwnLoss_WhenWarm_AllocatesNothing()
    {
        using var net = new Classifier(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), new OwnSparseCrossentropy());

        var batch = Samples.Labelled(16);
        Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(batch)));
    }

    [Fact]
    public void Batch_OfWrongLengths_SaysWhich()
    {
        Assert.Contains("5 predictions are no whole number of vectors of 2", Assert.Throws<ArgumentException>(static () => new OutputBatch(new float[5], new float[2], 2, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("2 vectors of predictions need 2 targets, and there are 3", Assert.Throws<ArgumentException>(static () => new OutputBatch(new float[4], new float[3], 2, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("need 2 weights, and there are 1", Assert.Throws<ArgumentException>(static () => new OutputBatch(new float[4], new float[2], 2, 1, new float[1])).Message, StringComparison.Ordinal);
        Assert.Contains("need 2 mask, and there are 1", Assert.Throws<ArgumentException>(static () => new OutputBatch(new float[4], new float[2], 2, 1, default, new float[1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => new OwnMeanSquaredError().Apply(new(new float[4], new float[4], 2, 2), new float[3]));
    }

    private static (double Value, float[] Gradient) Apply(Loss loss, float[] weights, float[] mask)
    {
        var gradient = new float[s_predictions.Length];
        return (loss.Apply(new(s_predictions, s_targets, 3, 3, weights, mask), gradient), gradient);
    }
}
