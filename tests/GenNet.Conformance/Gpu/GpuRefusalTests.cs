using GenNet.Accelerators;
using GenNet.TestSupport;

namespace GenNet.Conformance.Gpu;

/// <summary>What a kernel on a GPU can't take is refused as on the CPU, by whoever reads results, and what comes after is right.</summary>
public sealed class GpuRefusalTests
{
    private const string Words =
        """
        [GenNet.Model, GenNet.Input(2, DType = GenNet.DType.Int32)]
        public partial class Words
        {
            [GenNet.Embedding(5, 3)] public partial GenNet.Embedding Ids { get; }
            [GenNet.Flatten] public partial GenNet.Flatten Flat { get; }
            [GenNet.Dense(1)] public partial GenNet.Dense Output { get; }
        }
        """;

    private static readonly Lazy<CompiledModels> s_models = new(static () => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Words));

    [Fact]
    public void Forward_WithAnIdThatThereIsnt_IsRefusedAsOnTheCpu()
    {
        using var onCpu = s_models.Value.Create(device: Device.Cpu(1));
        using var onGpu = s_models.Value.Create(device: GpuAccelerators.OnCpu);

        var expected = Assert.Throws<ArgumentOutOfRangeException>(() => Forward(onCpu, [1, 7]));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Forward(onGpu, [1, 7]));

        Assert.Equal(expected.Message, error.Message);
        Assert.Contains("value 1 of a row of its input is 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(Forward(onCpu, [1, 4])[0], Forward(onGpu, [1, 4])[0], 1e-5f);
    }

    [Fact]
    public void Predict_OfAModelBesideOneThatWasRefused_IsNotRefused()
    {
        using var wrong = s_models.Value.Create(device: GpuAccelerators.OnCpu);
        using var right = s_models.Value.Create(device: GpuAccelerators.OnCpu);
        using var runner = wrong.Device.CreateTrainingRunner(wrong.Instance, new SGD());
        runner.Reserve(1);
        runner.Input(0).Write<int>()[1] = 9;
        runner.Forward(training: true, step: 0);

        right.Predictor.Run<int, float>([1, 2], new float[1], 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => runner.Output(0).ToArray());
    }

    private static float[] Forward(Model model, int[] ids)
    {
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new SGD());
        runner.Reserve(1);
        ids.CopyTo(runner.Input(0).Write<int>());
        runner.Forward(training: true, step: 0);
        return runner.Output(0).ToArray();
    }
}
