using GenNet.Contracts;
using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.RunTimeLengthModels;
using static GenNet.Generators.Tests.Models.RunTimeLengthRun;

namespace GenNet.Generators.Tests.Models;

/// <summary>A class whose length each call says gives for every length what the class of that length gives, bit for bit: at inference, in training, and after a step.</summary>
public sealed class RunTimeLengthTests
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var model in RunTimeLengthModels.Names)
        {
            foreach (var length in new[] { 1, 4, Longest })
                cases.Add(model, length);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predict_OfAnyLength_GivesTheBitsOfTheClassOfThatLength(string name, int length)
    {
        using var any = Create(name, null);
        using var one = Create(name, length);

        var (expected, actual) = (Infer(one, length, 0), Infer(any, length, length));

        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_OfAnyLength_GivesTheBitsOfTheClassOfThatLength(string name, int length)
    {
        using var any = Create(name, null);
        using var one = Create(name, length);

        var (expected, actual) = (Train(one, length, 0), Train(any, length, length));

        Assert.Equal(expected.Count, actual.Count);
        foreach (var (what, values) in expected)
            Assert.True(IsSame(name, values, actual[what]), $"{what}: {string.Join(" ", values.Take(8))} and {string.Join(" ", actual[what].Take(8))}");
    }

    // The gradient of a model's own weight sums over the timesteps in another order than in a class of fixed length.
    private static bool IsSame(string name, float[] expected, float[] actual) => name == "variables"
        ? expected.Length == actual.Length && expected.Zip(actual).All(static pair => Math.Abs(pair.First - pair.Second) <= 1e-5f * (1 + Math.Abs(pair.First)))
        : expected.AsSpan().SequenceEqual(actual);

    [Fact]
    public void Training_WhenLengthsChange_ForgetsTheOtherLengths()
    {
        using var any = Create("sequences", null);
        using var runner = any.Device.CreateTrainingRunner(any.Instance, new SGD());
        float[] At(int length)
        {
            var result = Run(any, runner, length, length);
            return [.. result["output 0"], .. result["gradients"]];
        }

        var (short1, long1) = (At(2), At(8));

        Assert.Equal(short1, At(2));
        Assert.Equal(long1, At(8));
    }

    [Fact]
    public void Prediction_KnowsRowsAndLength()
    {
        var source = Source("sequences", null) + """

            public static class Use
            {
                public static (int, int, int) Run(Net net)
                {
                    var prediction = net.Predict(new float[2 * 7 * 3], length: 7);
                    net.Predict(new float[2 * 7 * 3], 7, new float[2 * 7 * 4]);
                    return (prediction.Rows, prediction.Length, prediction.Head.Length);
                }
            }
            """;
        var compiled = ModelCompiler.Compile(source);
        using var net = compiled.Create();

        var run = compiled.Assembly.GetType("Use")!.GetMethod("Run")!;

        Assert.Equal((2, 7, 2 * 7 * 4), run.Invoke(null, [net]));
    }

    [Fact]
    public void Layer_WhenRunAlone_TakesTheLengthOfItsInput()
    {
        using var any = Create("sequences", null);
        using var one = Create("sequences", 4);
        var input = new Tensor(Specs.TensorShape.Of(2, 4, 3), Values(24, 1));

        Assert.Equal(one.Layers[0].Forward(input).Values.ToArray(), any.Layers[0].Forward(input).Values.ToArray());
        Assert.Equal(Specs.TensorShape.Of(2, 4, 4), any.Layers[2].Forward(any.Layers[0].Forward(input)).Shape);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Longest + 1)]
    [InlineData(int.MaxValue)]
    public void Predict_OfALengthThatIsNone_SaysWhichThereAre(int length)
    {
        using var any = Create("sequences", null);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => any.Predictor.Run<float, float>(new float[30], new float[40], length));

        Assert.Contains($"Net takes sequences of 1 to {Longest} timesteps, and the length is {length}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_WhenValuesAreNoSuchSequences_SaysTheShape()
    {
        using var any = Create("sequences", null);

        var error = Assert.Throws<ArgumentException>(() => any.Predictor.Run<float, float>(new float[20], new float[40], 5));

        Assert.Contains("'input' has 15 values a row, shape (5, 3), and 20 values are no whole number of rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TakesTheLengthOfTheDatasetsSamples()
    {
        using var any = Create("sequences", null);
        using var one = Create("sequences", 4);
        var (data, validation) = (Data(12, 4), Data(6, 7));

        var expected = Fit(one, data, null);
        var actual = Fit(any, data, validation);

        Assert.Equal(expected["loss"], actual["loss"]);
        Assert.Equal(one.WeightArena.All.ToArray(), any.WeightArena.All.ToArray());
        Assert.Equal(any.Evaluate(validation, Loss.MeanSquaredError)["loss"], actual["val_loss"][^1], 1e-6);
    }

    [Fact]
    public void Fit_WhenSamplesHaveNoSuchLength_SaysWhichThereAre()
    {
        using var any = Create("sequences", null);
        using var trainer = new Trainer(any, new SGD(), Loss.MeanSquaredError);

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Data(4, Longest + 1), verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("input 'input' takes sequences of 1 to 9 timesteps of 3 values, and the dataset has 30 values a sample", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_SaysTheLength()
    {
        using var any = Create("sequences", null);
        using var one = Create("sequences", 4);
        using var ofAny = new Trainer(any, new SGD(), Loss.MeanSquaredError);
        using var ofOne = new Trainer(one, new SGD(), Loss.MeanSquaredError);
        var (input, targets) = (Values(2 * 4 * 3, 1), Values(2 * 4 * 4, 2));

        Assert.Equal(ofOne.Step(input, targets), ofAny.Step(input, targets, length: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ofAny.Step(input, targets));
    }

    [Fact]
    public void Summary_ShowsTheLengthAsKeras()
    {
        using var any = Create("sequences", null);
        using var text = new StringWriter();

        any.Summary(text);

        Assert.Contains("(None, None, 5)", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Contract_SaysTheBoundAndThatItIsALength()
    {
        using var any = Create("sequences", null);

        Assert.Contains("  (input)            InputLayer dtype=float32 shape=9,3 variable_length=true\n", any.Description.Contract, StringComparison.Ordinal);
        Assert.Equal(any.Description.Contract, WeightContract.Parse(any.Description.Contract).Contract!.ToString());
    }

    [Theory]
    [InlineData(", VariableLength = true", "9", "12", "input 'input' is float32 up to 12,3 and was float32 up to 9,3")]
    [InlineData(", VariableLength = true", "9", "9", null)]
    [InlineData("", "9", "9", "input 'input' is float32 up to 9,3 and was float32 9,3")]
    public void Contract_WhenTheBoundChanges_IsCompatible(string before, string oldBound, string newBound, string? expected)
    {
        ContractVersion Of(string bound, string options)
        {
            using var model = ModelCompiler.Compile(Source("sequences", bound, options)).Create("Net");
            return WeightContract.Parse(model.Description.Contract).Contract!.Current;
        }

        var changes = ContractDiff.Compare(Of(oldBound, before), Of(newBound, ", VariableLength = true"));

        Assert.All(changes, static change => Assert.Equal(ChangeSeverity.Compatible, change.Severity));
        Assert.Equal(expected, changes.SingleOrDefault()?.Description);
    }

    [Fact]
    public void KerasArchive_WhoseLengthIsOpen_IsComparedAndLoads()
    {
        var compiled = ModelCompiler.Compile("""
            using GenNet;
            [Model, Input(9, 3, VariableLength = true)] public partial class Net
            {
                [Dense(4, Activation = Activation.Tanh)] public partial Dense First { get; }
                [Dense(2)] public partial Dense Head { get; }
            }
            """);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var saved = compiled.Create(seed: 1);
            using var loaded = compiled.Create(seed: 2);
            var (weights, archive) = (Path.Combine(folder.FullName, "net.weights.h5"), Path.Combine(folder.FullName, "net.keras"));
            saved.SaveWeights(weights);
            KerasArchiveOf.Write(saved, archive, weights);

            var report = loaded.LoadWeights(archive);

            Assert.Equal(4, report.Loaded.Count);
            Assert.Null(report.BehaviourUnchecked);
            Assert.Empty(report.BehaviourChanges);
            Assert.Equal(saved.WeightArena.All.ToArray(), loaded.WeightArena.All.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static History Fit(Model model, Dataset data, Dataset? validation)
    {
        using var trainer = new Trainer(model, new Adam(0.01f), Loss.MeanSquaredError);
        return trainer.Fit(data, epochs: 2, batchSize: 5, validation: validation, verbose: false, seed: 3, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static Dataset Data(int count, int length) => Dataset.From(count, Values(count * length * 3, 5), Values(count * length * 4, 6));
}
