using GenNet.Accelerators;
using GenNet.TestSupport;

namespace GenNet.Conformance.Gpu;

/// <summary>Models of one process on one device, used by several threads at once: each gets the bits that it gets alone.</summary>
public sealed class GpuThreadsTests
{
    private const int Steps = 6;
    private const int Rows = 4;

    // Layers with working memory of their own between kernels, which all models of the device share.
    private const string Net =
        """
        [GenNet.Model, GenNet.Input(6, 4)]
        public partial class Sequences
        {
            [GenNet.LSTM(5, ReturnSequences = true)] public partial GenNet.LSTM Memory { get; }
            [GenNet.Dropout(0.25)] public partial GenNet.Dropout Drop { get; }
            [GenNet.Flatten] public partial GenNet.Flatten Flat { get; }
            [GenNet.Dense(3, Activation = GenNet.Activation.Softmax)] public partial GenNet.Dense Output { get; }
        }

        [GenNet.Model, GenNet.Input(6, 4)]
        public partial class Images
        {
            [GenNet.Reshape(6, 4, 1)] public partial GenNet.Reshape Image { get; }
            [GenNet.Conv2D(3, 3, Activation = GenNet.Activation.GELU)] public partial GenNet.Conv2D Conv { get; }
            [GenNet.BatchNormalization] public partial GenNet.BatchNormalization Norm { get; }
            [GenNet.Flatten] public partial GenNet.Flatten Flat { get; }
            [GenNet.Dense(3, Activation = GenNet.Activation.Softmax)] public partial GenNet.Dense Output { get; }
        }
        """;

    private static readonly Lazy<CompiledModels> s_models = new(static () => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Net));

    [Fact]
    public async Task Threads_WithModelsOfTheirOwn_GetTheBitsThatTheyGetAlone()
    {
        (string Class, ulong Seed, bool Trains)[] tasks = [("Sequences", 1, true), ("Images", 2, true), ("Sequences", 3, false), ("Images", 4, false), ("Images", 2, true)];
        var alone = tasks.Select(static task => Run(task.Class, task.Seed, task.Trains)).ToArray();

        var together = await Task.WhenAll(tasks.Select(static task => Task.Factory.StartNew(() => Run(task.Class, task.Seed, task.Trains), TaskCreationOptions.LongRunning)));

        for (var i = 0; i < tasks.Length; i++)
            Assert.Equal(alone[i], together[i]);
    }

    [Fact]
    public async Task Threads_ThatPredictByOneModel_GetTheSameBits()
    {
        using var model = s_models.Value.Create("Sequences", seed: 5, device: GpuAccelerators.OnCpu);
        var expected = Predict(model, 3);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
            () => Enumerable.Range(0, 5).Select(call => (call == 2 ? Predict(model, 3) : Predict(model, 3 + thread), IsFull: call == 2)).ToArray(), TaskCreationOptions.LongRunning)));

        foreach (var (values, isFull) in results.SelectMany(static result => result))
            Assert.Equal(expected, isFull ? values : values[..expected.Length]);
    }

    [Fact]
    public async Task Models_ThatComeAndGoOnOtherThreads_DisturbNobody()
    {
        var alone = Run("Images", 7, trains: true);

        var trained = Task.Factory.StartNew(static () => Run("Images", 7, trains: true), TaskCreationOptions.LongRunning);
        for (var i = 0; i < 8; i++)
        {
            using var model = s_models.Value.Create("Sequences", seed: (ulong)i, device: Device.Cpu(1));
            Predict(model.To(GpuAccelerators.OnCpu), 1 + i);
        }

        Assert.Equal(alone, await trained);
    }

    private static float[] Run(string name, ulong seed, bool trains)
    {
        using var model = s_models.Value.Create(name, seed, GpuAccelerators.OnCpu);
        if (!trains)
            return [.. Enumerable.Range(1, Steps).SelectMany(rows => Predict(model, rows))];
        using var trainer = new Trainer(model, new Adam(0.01) { GlobalClipNorm = 0.5 }, Loss.SparseCategoricalCrossentropy);
        for (var step = 0; step < Steps; step++)
            trainer.Step(Numbers(Rows * 24), new[] { 0, 1, 2, step % 3 });
        return [.. model.Instance.Weights.Values, (float)trainer.LastLoss];
    }

    private static float[] Predict(Model model, int rows)
    {
        var output = new float[rows * 3];
        model.Predictor.Run<float, float>(Numbers(rows * 24), output, 0);
        return output;
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(static i => MathF.Sin(i))];
}
