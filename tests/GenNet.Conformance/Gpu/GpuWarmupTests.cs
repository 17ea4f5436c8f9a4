using GenNet.Accelerators;
using GenNet.TestSupport;

namespace GenNet.Conformance.Gpu;

/// <summary>What is warmed up needs no kernel any more when it is called, and nothing of the model has changed.</summary>
public sealed class GpuWarmupTests
{
    private const int Rows = 5;

    private const string Net =
        """
        [GenNet.Model, GenNet.Input(8, 8, 1)]
        public partial class Net
        {
            [GenNet.Conv2D(4, 3, Activation = GenNet.Activation.ReLU)] public partial GenNet.Conv2D Conv { get; }
            [GenNet.BatchNormalization] public partial GenNet.BatchNormalization Norm { get; }
            [GenNet.Flatten] public partial GenNet.Flatten Flat { get; }
            [GenNet.Dropout(0.5)] public partial GenNet.Dropout Drop { get; }
            [GenNet.Dense(10, Activation = GenNet.Activation.Softmax, KernelL2 = 0.01)] public partial GenNet.Dense Output { get; }
        }

        [GenNet.Model]
        public partial class Carrying
        {
            [GenNet.Embedding(9, 3)] public partial GenNet.Embedding Words { get; }
            [GenNet.LSTM(4, Stateful = true)] public partial GenNet.LSTM Memory { get; }
            private GenNet.Tensor Forward([GenNet.Input(6, DType = GenNet.DType.Int32)] GenNet.Tensor ids) => Memory.Forward(Words.Forward(ids));
        }
        """;

    private static readonly Lazy<CompiledModels> s_models = new(static () => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Net));

    private readonly GpuDevice _device = GpuAccelerators.CreateOnCpu();

    [Fact]
    public void Predict_AfterWarmup_LoadsNoKernel()
    {
        using var model = s_models.Value.Create("Net", seed: 1, device: _device);

        Assert.Same(model, model.Warmup(Rows));

        Forbid(GpuAction.Load);
        Predict(model);
    }

    [Fact]
    public void Step_AfterWarmup_LoadsNoKernel_AndTrainsAsWithoutIt()
    {
        using var model = s_models.Value.Create("Net", seed: 1, device: _device);
        using var cold = s_models.Value.Create("Net", seed: 1, device: GpuAccelerators.OnCpu);
        var before = model.Instance.Weights.Values.ToArray();

        model.Warmup(Rows, new Adam { GlobalClipNorm = 1 }, Loss.SparseCategoricalCrossentropy);

        Assert.Equal(before, model.Instance.Weights.Values.ToArray());
        Forbid(GpuAction.Load);
        Assert.Equal(Step(cold), Step(model));
        Assert.Equal(cold.Instance.Weights.Values.ToArray(), model.Instance.Weights.Values.ToArray());
    }

    [Fact]
    public void Step_WithoutWarmup_LoadsKernels()
    {
        using var model = s_models.Value.Create("Net", seed: 1, device: _device);
        model.Warmup(Rows);

        Forbid(GpuAction.Load);

        Assert.Throws<NotSupportedException>(() => Step(model));
    }

    [Fact]
    public void Warmup_OfWhatIsCarried_LeavesItAsItIs()
    {
        using var model = s_models.Value.Create("Carrying", seed: 1, device: _device);
        using var cold = s_models.Value.Create("Carrying", seed: 1, device: GpuAccelerators.OnCpu);
        var (given, expected) = (new float[2 * 4], new float[2 * 4]);
        for (var call = 0; call < 2; call++)
        {
            model.Warmup(3, new SGD());
            model.Predictor.Run<int, float>([1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1], given, 0);
            cold.Predictor.Run<int, float>([1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1], expected, 0);
            Assert.Equal(expected, given);
        }
    }

    [Fact]
    public void Warmup_OnTheCpu_ChangesNothing()
    {
        using var model = s_models.Value.Create("Net", seed: 1, device: Device.Cpu(1));
        var before = model.Instance.Weights.Values.ToArray();

        model.Warmup(Rows, new SGD(), new CategoricalCrossentropy());

        Assert.Equal(before, model.Instance.Weights.Values.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Warmup(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Warmup(1, length: 4));
    }

    private void Forbid(GpuAction forbidden) => _device.Accelerator.Fault = action =>
    {
        if (action == forbidden)
            throw new InvalidOperationException($"{action} after the warmup.");
    };

    private static double Step(Model model)
    {
        using var trainer = new Trainer(model, new Adam { GlobalClipNorm = 1 }, Loss.SparseCategoricalCrossentropy);
        return trainer.Step(Numbers(Rows * 64), new[] { 1, 2, 3, 4, 5 });
    }

    private static void Predict(Model model) => model.Predictor.Run<float, float>(Numbers(Rows * 64), new float[Rows * 10], 0);

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(static i => MathF.Sin(i))];
}
