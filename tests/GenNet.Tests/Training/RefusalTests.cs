namespace GenNet.Tests.Training;

/// <summary>What a beginner does wrong in the first hour: one exception before anything is trained, which names model, output, sizes and the remedy.</summary>
public sealed class RefusalTests
{
    private static readonly Dataset s_line = Samples.OnLine(16);

    public static TheoryData<string, Callback> Monitors => new()
    {
        { "EarlyStopping monitors 'val_loss', which won't be measured; there are accuracy, loss. Pass validation data to Fit, or monitor 'loss'.", new EarlyStopping() },
        { "'val_acc', which won't be measured; there are accuracy, loss. Pass validation data", new EarlyStopping("val_acc") },
        { "'acc', which won't be measured; there are accuracy, loss. Write 'accuracy'.", new EarlyStopping("acc", mode: MonitorMode.Max) },
        { "'f1', which won't be measured; there are accuracy, loss. Give the trainer a metric", new EarlyStopping("f1") },
        { "ModelCheckpoint monitors 'val_loss'", new ModelCheckpoint("w.weights.h5", saveBestOnly: true) },
        { "names val_loss, which won't be measured; there are epoch, accuracy, loss. Pass validation data", new ModelCheckpoint("w{val_loss:.2f}.weights.h5") },
    };

    [Theory]
    [MemberData(nameof(Monitors))]
    public void Fit_WithAMonitorThatWontBeMeasured_RefusesBeforeTraining(string message, Callback callback)
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError, Metric.Accuracy);
        var begun = new Begun();
        var error = Assert.Throws<ArgumentException>(() => Fit(trainer, s_line, callbacks: [begun, callback]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((0, false), (trainer.Iterations, begun.IsIt));
    }

    [Fact]
    public void Fit_WithAKerasShortNameAndValidation_NamesTheLongOne()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError, Metric.Accuracy);
        var error = Assert.Throws<ArgumentException>(() => Fit(trainer, s_line, s_line, [new EarlyStopping("val_acc")]));
        Assert.Contains("there are accuracy, loss, val_accuracy, val_loss. Write 'val_accuracy'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithValidationThatDoesntFit_RefusesBeforeTraining()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var error = Assert.Throws<ArgumentException>(() => Fit(trainer, s_line, Dataset.From(2, new float[4], new float[2])));
        Assert.Contains("Line: input 'input' of shape (1,) has 1 values a sample, and the validation data 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void Options_OutOfRange_AreNamed()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(s_line, batchSize: 0, cancellationToken: TestContext.Current.CancellationToken)).ParamName);
        Assert.Equal("epochs", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(s_line, epochs: 0, cancellationToken: TestContext.Current.CancellationToken)).ParamName);
        Assert.Equal("patience", Assert.Throws<ArgumentOutOfRangeException>(static () => new EarlyStopping(patience: -1)).ParamName);
        Assert.Equal("startFromEpoch", Assert.Throws<ArgumentOutOfRangeException>(static () => new EarlyStopping(startFromEpoch: -1)).ParamName);
        Assert.Contains("Two metrics are called 'accuracy'", Assert.Throws<ArgumentException>(() => net.Trainer(new SGD(0.1), Loss.MeanSquaredError, Metric.Accuracy, Metric.Accuracy)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithoutSamples_SaysSo()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        Assert.Contains("Line was given a dataset without samples", Assert.Throws<ArgumentException>(() => Fit(trainer, s_line.Take(0))).Message, StringComparison.Ordinal);
        Assert.Contains("there is no label", Assert.Throws<ArgumentException>(static () => Dataset.From(new float[4], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithWrongValidationData_SaysThatItIsThese()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        string Of(Dataset validation) => Assert.Throws<ArgumentException>(() => Fit(trainer, s_line, validation)).Message;

        Assert.Contains("input 'input' of sample 1 in the validation data holds NaN, and so would every loss measured with them", Of(Dataset.From(2, new float[] { 1, float.NaN }, new float[2])), StringComparison.Ordinal);
        Assert.Contains("and the validation data 2", Of(Dataset.From(1, new float[2], new float[1])), StringComparison.Ordinal);
        Assert.Contains("and there are 3 in the validation data", Of(Dataset.From(1, new float[1], new float[3])), StringComparison.Ordinal);
        Assert.Contains("the target NaN in sample 0 in the validation data", Of(Dataset.From(1, new float[1], new[] { float.NaN })), StringComparison.Ordinal);
        Assert.Contains("without samples as validation data", Of(s_line.Take(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_WithAnInputThatIsNoNumber_SaysWhatThatSpoils()
    {
        using var net = new Line(1);

        var error = Assert.Throws<ArgumentException>(() => net.Evaluate(Dataset.From(1, new[] { float.NaN }, new float[1]), Loss.MeanSquaredError));

        Assert.Contains("holds NaN, and so would the loss measured with it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithLabelsForAOneHotLoss_NamesTheOtherLoss()
    {
        var (values, labels) = Samples.Images(4);
        AssertRefuses(
            Loss.CategoricalCrossentropy, Dataset.From(values, labels),
            "SmallConvNet: output 'Output' of shape (10,) with loss categorical_crossentropy needs 10 target values a sample, and there are 1: these look like numbers of classes, which are Loss.SparseCategoricalCrossentropy's");
    }

    [Fact]
    public void Fit_WithOneHotTargetsForALabelLoss_NamesTheOtherLoss() => AssertRefuses(
        Loss.SparseCategoricalCrossentropy, Dataset.From(4, Samples.Images(4).Values, new float[40]),
        "needs 1 target values a sample, and there are 10: these look like one-hot targets, which are Loss.CategoricalCrossentropy's");

    [Fact]
    public void Fit_WithTargetsOfAnotherShape_NamesIt() => AssertRefuses(
        Loss.MeanSquaredError, Dataset.From(4, Samples.Images(4).Values, new float[12]), "needs 10 target values a sample, and there are 3: give targets of shape (10,).");

    [Theory]
    [InlineData(10, "10")]
    [InlineData(-1, "-1")]
    public void Fit_WithALabelThatIsNoClass_NamesSampleAndRangeBeforeTraining(int label, string text)
    {
        var (values, labels) = Samples.Images(40);
        labels[39] = label;
        AssertRefuses(Loss.SparseCategoricalCrossentropy, Dataset.From(values, labels), $"was given the target {text} in sample 39: labels are whole numbers from 0 to 9");
    }

    [Fact]
    public void Fit_WithALabelBetweenClasses_Refuses() => AssertRefuses(
        Loss.SparseCategoricalCrossentropy, Dataset.From(2, Samples.Images(2).Values, new[] { 1f, 0.5f }), "the target 0.5 in sample 1");

    [Fact]
    public void Fit_WithTargetsThatAreNoProbabilities_Refuses()
    {
        var targets = new float[20];
        targets[13] = 2;
        AssertRefuses(Loss.BinaryCrossentropy, Dataset.From(2, Samples.Images(2).Values, targets), "the target 2 in sample 1: targets are 0 or 1");
        AssertRefuses(Loss.CategoricalCrossentropy, Dataset.From(2, Samples.Images(2).Values, targets), "the target 2 in sample 1: targets are probabilities from 0 to 1");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Fit_WithInputsThatAreNoNumbers_NamesInputAndSample(float wrong, string text)
    {
        var (values, labels) = Samples.Images(4);
        values[(2 * 64) + 5] = wrong;
        AssertRefuses(Loss.SparseCategoricalCrossentropy, Dataset.From(values, labels), $"SmallConvNet: input 'input' of sample 2 holds {text}");
    }

    [Fact]
    public void Fit_WhenTheFirstLossIsNaN_NamesTheVariableAndChangesNothing()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        net.Output.Kernel.Assign([float.NaN]);
        var bias = net.Output.Bias!.Values[0];
        var error = Assert.Throws<InvalidOperationException>(() => Fit(trainer, s_line));
        Assert.Contains("Line: the loss of the first batch is NaN, because output/kernel of shape (1, 1) holds NaN or infinity", error.Message, StringComparison.Ordinal);
        Assert.Equal((bias, 0), (net.Output.Bias!.Values[0], trainer.Iterations));
    }

    [Fact]
    public void Step_WithALabelThatIsNoClass_NamesModelAndOutput()
    {
        using var net = new SmallConvNet(1);
        using var trainer = net.Trainer(new SGD(), Loss.SparseCategoricalCrossentropy);
        var (values, labels) = Samples.Images(4);
        labels[2] = 11;
        var before = net.CopyWeights();
        var error = Assert.Throws<ArgumentException>(() => trainer.Step(values, labels));
        Assert.Contains("SmallConvNet: output 'Output' of shape (10,) with loss sparse_categorical_crossentropy was given the target 11 in sample 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.CopyWeights());
    }

    [Fact]
    public void Evaluate_WithALabelThatIsNoClass_NamesIt()
    {
        using var net = new SmallConvNet(1);
        var (values, labels) = Samples.Images(4);
        labels[3] = 10;
        Assert.Contains("in sample 3", Assert.Throws<ArgumentException>(() => net.Evaluate(Dataset.From(values, labels), Loss.SparseCategoricalCrossentropy)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_WithARowOfAnotherLength_NamesModelInputAndShape()
    {
        using var net = new SmallConvNet(1);
        var error = Assert.Throws<ArgumentException>(() => { net.Predict(new float[63]); });
        Assert.Contains("SmallConvNet", error.Message, StringComparison.Ordinal);
        Assert.Contains("63", error.Message, StringComparison.Ordinal);
        Assert.Contains("(8, 8, 1)", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefuses(Loss loss, Dataset data, string message)
    {
        using var net = new SmallConvNet(1);
        using var trainer = net.Trainer(new SGD(), loss);
        var error = Assert.Throws<ArgumentException>(() => Fit(trainer, data));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
    }

    private static History Fit(Trainer trainer, Dataset data, Dataset? validation = null, IReadOnlyList<Callback>? callbacks = null) =>
        trainer.Fit(data, validation: validation, callbacks: callbacks, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

    private sealed class Begun : Callback
    {
        public bool IsIt { get; private set; }

        public override void OnTrainBegin() => IsIt = true;
    }
}
