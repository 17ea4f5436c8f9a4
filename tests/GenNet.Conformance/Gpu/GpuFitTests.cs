using GenNet.Accelerators;
using GenNet.TestSupport;

namespace GenNet.Conformance.Gpu;

/// <summary>Whole trainings on a GPU: losses and metrics that are measured there are the CPU's, and so are those that the host measures.</summary>
public sealed class GpuFitTests
{
    private const int Samples = 22;
    private const int Classes = 3;

    private const string Model =
        """
        [GenNet.Model, GenNet.Input(6)]
        public partial class Mixed
        {
            [GenNet.Dense(8, Activation = GenNet.Activation.Tanh, KernelL1 = 0.01, KernelL2 = 0.02)] public partial GenNet.Dense Hidden { get; }
            [GenNet.Dense(3, Activation = GenNet.Activation.Softmax)] public partial GenNet.Dense Output { get; }
        }
        """;

    private static readonly Lazy<CompiledModels> s_models = new(static () => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Model));

    public static TheoryData<string> Losses => ["labels", "ignored", "distributions", "squares", "of one's own"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Fit_OnGpu_ReportsWhatTheCpuReports(string name)
    {
        var (loss, isMeasuredThere) = LossOf(name);
        using var onCpu = s_models.Value.Create(seed: 3, device: Device.Cpu(1));
        using var onGpu = s_models.Value.Create(seed: 3, device: GpuAccelerators.OnCpu);
        using var expected = new Trainer(onCpu, new Adam(0.01) { GlobalClipNorm = 0.5 }, loss, Metric.Accuracy);
        using var actual = new Trainer(onGpu, new Adam(0.01) { GlobalClipNorm = 0.5 }, loss, Metric.Accuracy);
        var data = Data(loss.TargetWidth(Classes) == 1, name == "ignored");

        var wanted = expected.Fit(data, epochs: 3, batchSize: 5, cancellationToken: TestContext.Current.CancellationToken);
        var given = actual.Fit(data, epochs: 3, batchSize: 5, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(isMeasuredThere, actual.IsMeasuredOnDevice);
        foreach (var quantity in (string[])["loss", "accuracy"])
            Assert.All(wanted[quantity].Zip(given[quantity]), static pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(expected.LastLoss, actual.LastLoss, 1e-4);
        Assert.Equal(expected.Step(data), actual.Step(data), 1e-4);
    }

    [Fact]
    public void Fit_WhenTheModelMovesBetween_GoesOnAsOnTheCpu()
    {
        using var onCpu = s_models.Value.Create(seed: 3, device: Device.Cpu(1));
        using var moved = s_models.Value.Create(seed: 3, device: GpuAccelerators.OnCpu);
        using var expected = new Trainer(onCpu, new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        using var actual = new Trainer(moved, new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        var data = Data(labels: true, ignores: false);
        expected.Fit(data, epochs: 1, batchSize: 5, cancellationToken: TestContext.Current.CancellationToken);
        actual.Fit(data, epochs: 1, batchSize: 5, cancellationToken: TestContext.Current.CancellationToken);

        moved.To(Device.Cpu(1));
        var (wanted, given) = (expected.Fit(data, epochs: 1, batchSize: 5, cancellationToken: TestContext.Current.CancellationToken), actual.Fit(data, epochs: 1, batchSize: 5, cancellationToken: TestContext.Current.CancellationToken));

        Assert.False(actual.IsMeasuredOnDevice);
        foreach (var quantity in (string[])["loss", "accuracy"])
            Assert.Equal(wanted[quantity][0], given[quantity][0], 1e-4);
    }

    [Fact]
    public void Fit_Twice_GivesTheSameBits()
    {
        var runs = Enumerable.Range(0, 2).Select(static _ =>
        {
            using var model = s_models.Value.Create(seed: 5, device: GpuAccelerators.OnCpu);
            using var trainer = new Trainer(model, new SGD(0.1) { ClipNorm = 0.1 }, Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
            var history = trainer.Fit(Data(labels: true, ignores: false), epochs: 2, batchSize: 5);
            return (model.Instance.Weights.Values.ToArray(), history["loss"].ToArray());
        }).ToArray();

        Assert.Equal(runs[0].Item1, runs[1].Item1);
        Assert.Equal(runs[0].Item2, runs[1].Item2);
    }

    [Fact]
    public void LargestBatch_OfTraining_IsLessThanOfPredictions()
    {
        using var model = s_models.Value.Create(seed: 5, device: Device.Cpu(1));

        var (predicted, trained) = (GpuAccelerators.OnCpu.LargestBatch(model), GpuAccelerators.OnCpu.LargestBatch(model, training: true));

        Assert.True(predicted > trained);
        Assert.True(trained > 0);
        Assert.Contains("is no GPU", Assert.Throws<ArgumentException>(() => Device.Cpu().LargestBatch(model)).Message, StringComparison.Ordinal);
    }

    private static (Loss Loss, bool IsMeasuredThere) LossOf(string name) => name switch
    {
        "labels" => (Loss.SparseCategoricalCrossentropy, true),
        "ignored" => (new SparseCategoricalCrossentropy(ignoreClass: -1), true),
        "distributions" => (new CategoricalCrossentropy(labelSmoothing: 0.1), true),
        "squares" => (new MeanSquaredError(LossReduction.Sum), true),
        _ => (new Cubes(), false),
    };

    private static Dataset Data(bool labels, bool ignores)
    {
        var random = new Random(7);
        var inputs = Enumerable.Range(0, Samples * 6).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var classes = Enumerable.Range(0, Samples).Select(i => ignores && i % 4 == 0 ? -1 : random.Next(Classes)).ToArray();
        var targets = labels
            ? Array.ConvertAll(classes, static c => (float)c)
            : [.. classes.SelectMany(static c => Enumerable.Range(0, Classes).Select(i => i == c ? 1f : 0f))];
        return Dataset.From(Samples, [inputs], [targets]);
    }

    private sealed class Cubes() : Loss("cubes")
    {
        protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
        {
            double sum = 0;
            for (var i = 0; i < prediction.Length; i++)
            {
                var error = Math.Abs(prediction[i] - target[i]);
                sum += error * error * error;
                gradient[i] = 3 * error * (prediction[i] - target[i]);
            }
            return sum;
        }
    }
}
