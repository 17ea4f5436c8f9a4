using GenNet.Accelerators;
using GenNet.TestSupport;

namespace GenNet.Conformance.Gpu;

/// <summary>Steps of training on a GPU: weights follow the CPU's, wherever the optimizer's formula runs, and go where the model goes.</summary>
public sealed class GpuTrainingTests
{
    private const int Rows = 5;
    private const int Classes = 10;

    private const string Digits =
        """
        [GenNet.Model, GenNet.Input(8, 8, 1)]
        public partial class Digits
        {
            [GenNet.Conv2D(4, 3, Activation = GenNet.Activation.ReLU)] public partial GenNet.Conv2D Conv { get; }
            [GenNet.BatchNormalization] public partial GenNet.BatchNormalization Norm { get; }
            [GenNet.MaxPooling2D(2)] public partial GenNet.MaxPooling2D Pool { get; }
            [GenNet.Flatten] public partial GenNet.Flatten Flat { get; }
            [GenNet.Dropout(0.5)] public partial GenNet.Dropout Drop { get; }
            [GenNet.Dense(10, Activation = GenNet.Activation.Softmax, KernelL2 = 0.01)] public partial GenNet.Dense Output { get; }
        }
        """;

    private static readonly Lazy<CompiledModels> s_models = new(static () => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Digits));

    public static TheoryData<string> Optimizers => ["sgd", "momentum", "adam", "decayed", "clipped", "global", "limited"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Steps_OnGpu_FollowTheCpu(string optimizer)
    {
        using var onCpu = s_models.Value.Create(seed: 3, device: Device.Cpu(1));
        using var onGpu = s_models.Value.Create(seed: 3, device: GpuAccelerators.OnCpu);
        using var expected = onCpu.Device.CreateTrainingRunner(onCpu.Instance, OptimizerOf(optimizer));
        using var actual = onGpu.Device.CreateTrainingRunner(onGpu.Instance, OptimizerOf(optimizer));

        for (var step = 0; step < 4; step++)
        {
            Step(expected, step);
            Step(actual, step);
        }

        AssertClose(onCpu.Instance.Weights.Values, onGpu.Instance.Weights.Values);
        var (slot, same) = (new float[onCpu.Description.Memory.TrainableWeights], new float[onCpu.Description.Memory.TrainableWeights]);
        for (var i = 0; i < expected.Optimizer.Slots.Count; i++)
        {
            expected.ReadSlot(i, slot);
            actual.ReadSlot(i, same);
            AssertClose(slot, same);
        }
    }

    [Fact]
    public void To_TheCpu_TakesTheTrainedWeightsAlong()
    {
        using var model = s_models.Value.Create(seed: 4, device: GpuAccelerators.OnCpu);
        var before = model.Instance.Weights.Values.ToArray();
        using (var runner = model.Device.CreateTrainingRunner(model.Instance, new Adam()))
            Step(runner, 0);

        model.To(Device.Cpu());

        var after = model.Instance.Weights.Values.ToArray();
        Assert.NotEqual(before, after);
        model.To(GpuAccelerators.OnCpu);
        Assert.Equal(after, model.Instance.Weights.Values.ToArray());
    }

    [Fact]
    public void Steps_WithTheSameSeed_GiveTheSameBits()
    {
        var runs = Enumerable.Range(0, 2).Select(static _ =>
        {
            using var model = s_models.Value.Create(seed: 5, device: GpuAccelerators.OnCpu);
            using var runner = model.Device.CreateTrainingRunner(model.Instance, new Adam());
            Step(runner, 0);
            Step(runner, 1);
            return model.Instance.Weights.Values.ToArray();
        }).ToArray();

        Assert.Equal(runs[0], runs[1]);
    }

    private static Optimizer OptimizerOf(string name) => name switch
    {
        "sgd" => new SGD(0.1),
        "momentum" => new SGD(0.05, momentum: 0.9, nesterov: true),
        "decayed" => new Adam(0.01) { WeightDecay = 0.1 },
        "clipped" => new Adam(0.01) { ClipNorm = 0.1 },
        "global" => new SGD(0.05, momentum: 0.9) { GlobalClipNorm = 0.2 },
        "limited" => new SGD(0.05) { ClipValue = 0.01 },
        _ => new Adam(0.01, amsGrad: true),
    };

    private static void Step(TrainingRunner runner, int step)
    {
        var random = new Random(step);
        runner.CountsPenalties = true;
        runner.Reserve(Rows);
        foreach (ref var pixel in runner.Input(0).Write<float>())
            pixel = random.NextSingle();
        runner.Forward(training: true, (ulong)step);
        Assert.All(runner.Output(0).ToArray().Chunk(Classes), static row => Assert.Equal(1, row.Sum(), 1e-5));
        foreach (ref var gradient in runner.OutputGradient(0))
            gradient = random.NextSingle() - 0.5f;
        runner.Backward();
        Assert.True(runner.AddPenalties() > 0);
        runner.Update();
    }

    // Adam's quotients magnify what rounding makes of small gradients.
    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-3 * Math.Max(0.1, Math.Abs(expected[i])));
    }
}
