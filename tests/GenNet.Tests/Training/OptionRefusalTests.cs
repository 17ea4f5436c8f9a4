namespace GenNet.Tests.Training;

/// <summary>Options of a training that can't be meant: one exception, which names the option, its value and what is allowed, before anything is done.</summary>
public sealed class OptionRefusalTests
{
    private static readonly Dataset s_line = Samples.OnLine(16);

    public static TheoryData<double> Rates => [double.NaN, -0.1, double.PositiveInfinity, double.NegativeInfinity];

    [Theory]
    [MemberData(nameof(Rates))]
    public void LearningRate_ThatIsNone_IsRefusedWhereItIsGiven(double rate)
    {
        Func<object>[] makers =
        [
            () => new SGD(rate), () => new Adam(rate), () => new ExponentialDecay(rate, 10, 0.9), () => new CosineDecay(rate, 10),
            () => new CosineDecay(0.1, 10, warmupTarget: rate, warmupSteps: 3), () => new PiecewiseConstantDecay([3], [0.1, rate]),
        ];
        Assert.All(makers, maker => Assert.Contains(
            "A learning rate must be a finite number of at least 0", Assert.Throws<ArgumentOutOfRangeException>(maker).Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Step_AtARateThatIsNone_ChangesNothing(double rate)
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(new Always(rate)), Loss.MeanSquaredError);
        var before = net.CopyWeights();

        var error = Assert.Throws<InvalidOperationException>(() => trainer.Step(s_line));

        Assert.Contains("Line: the learning rate of step 0 is ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" by Always, and must be a finite number", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.CopyWeights());
        Assert.Equal(0, trainer.Iterations);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Step_OnAnInputThatIsNoNumber_ChangesNothing(float wrong)
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var before = net.CopyWeights();

        var error = Assert.Throws<ArgumentException>(() => trainer.Step([1f, 2f, wrong], new float[3]));

        Assert.Contains("Line: input 'input' of sample 2 holds ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.CopyWeights());
    }

    [Fact]
    public void Trainer_WithAnotherNumberOfLossesOrFactors_NamesTheOutputs()
    {
        using var net = new Line(1);
        Loss[] two = [Loss.MeanSquaredError, Loss.MeanSquaredError];
        var losses = Assert.Throws<ArgumentException>(() => new Trainer(net, new SGD(), two, null));
        Assert.Equal("losses", losses.ParamName);
        Assert.Contains("Line was given 2 losses, and has 1 output: give one for each, in the order Output.", losses.Message, StringComparison.Ordinal);
        var factors = Assert.Throws<ArgumentException>(() => new Trainer(net, new SGD(), [Loss.MeanSquaredError], [1, 2]));
        Assert.Equal("lossWeights", factors.ParamName);
        Assert.Contains("2 factors of losses", factors.Message, StringComparison.Ordinal);
        Assert.Equal("lossWeights", Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(net, new SGD(), [Loss.MeanSquaredError], [double.NaN])).ParamName);
    }

    [Fact]
    public void Trainer_OfNothing_NamesWhatIsMissing()
    {
        using var net = new Line(1);
        Assert.Equal("optimizer", Assert.Throws<ArgumentNullException>(() => net.Trainer(null!, Loss.MeanSquaredError)).ParamName);
        Assert.Equal("loss", Assert.Throws<ArgumentNullException>(() => net.Trainer(new SGD(), null!)).ParamName);
        Assert.Equal("metrics", Assert.Throws<ArgumentNullException>(() => net.Trainer(new SGD(), Loss.MeanSquaredError, Metric.Accuracy, null!)).ParamName);
        Assert.Equal("losses", Assert.Throws<ArgumentNullException>(() => new Trainer(net, new SGD(), [null!], null)).ParamName);
        Assert.Equal("model", Assert.Throws<ArgumentNullException>(static () => new Trainer(null!, new SGD(), Loss.MeanSquaredError)).ParamName);
    }

    [Fact]
    public void Trainer_OfADisposedModel_IsRefused()
    {
        var net = new Line(1);
        using var trainer = net.Trainer(new SGD(), Loss.MeanSquaredError);
        net.Dispose();
        Assert.Throws<ObjectDisposedException>(() => net.Trainer(new SGD(), Loss.MeanSquaredError));
        Assert.Throws<ObjectDisposedException>(() => trainer.Step(s_line));
        Assert.Throws<ObjectDisposedException>(() => trainer.Fit(s_line, verbose: false, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Throws<ObjectDisposedException>(() => net.Evaluate(s_line, Loss.MeanSquaredError));
    }

    [Fact]
    public void Fit_WithAMetricOfAnotherLoss_NamesBothBeforeTraining()
    {
        using var net = new SmallConvNet(1);
        using var trainer = net.Trainer(new SGD(), Loss.SparseCategoricalCrossentropy, new CategoricalAccuracy());
        var (values, labels) = Samples.Images(4);

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Dataset.From(values, labels), verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("SmallConvNet: metric categorical_accuracy compares output 'Output' of shape (10,) with targets whose last axis is 10", error.Message, StringComparison.Ordinal);
        Assert.Contains("take Metric.Accuracy", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void Fit_WithAnotherNumberOfInputs_NamesThem()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(), Loss.MeanSquaredError);
        var two = Dataset.From(2, [new float[2], new float[2]], [new float[2]]);

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(two, verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("Line has 1 inputs (input), and was given values for 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Dataset_OfNoSamples_SaysWhatCountIs(int count)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.From(count, new float[4], new float[4]));
        Assert.Equal("count", error.ParamName);
        Assert.Contains("count says of how many samples the values are, and must be at least 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dataset_CutAtANegativeCount_NamesIt()
    {
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(static () => s_line.Skip(-1)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(static () => s_line.Take(-1)).ParamName);
        Assert.Equal((16, 0), (s_line.Take(99).Count, s_line.Skip(99).Count));
    }

    [Fact]
    public void Dataset_SplitWhereAShareIsEmpty_SaysWhatToGive() => Assert.Contains(
        "16 samples can't be split into a share of 1.5 for validation and the rest: give a share above 0 and below 1",
        Assert.Throws<ArgumentException>(static () => s_line.Split(1.5)).Message, StringComparison.Ordinal);

    private sealed class Always(double rate) : LearningRateSchedule
    {
        public override double At(long step) => rate;
    }
}
