using GenNet.Accelerators;
using GenNet.TestSupport;
using ILGPU.Runtime.OpenCL;

namespace GenNet.Conformance.Gpu;

/// <summary>What a driver answers when things go wrong, said in the words of models and layers; and what goes on.</summary>
public sealed class GpuFailureTests
{
    private const int Rows = 3;

    private const string Net =
        """
        [GenNet.Model, GenNet.Input(6, 4)]
        public partial class Net
        {
            [GenNet.LSTM(5)] public partial GenNet.LSTM Memory { get; }
            [GenNet.Dense(7, Activation = GenNet.Activation.Tanh)] public partial GenNet.Dense Hidden { get; }
            [GenNet.Dense(3, Activation = GenNet.Activation.Softmax)] public partial GenNet.Dense Output { get; }
        }

        [GenNet.Model, GenNet.Input(4)]
        public partial class Other
        {
            [GenNet.Dense(3)] public partial GenNet.Dense Output { get; }
        }
        """;

    private static readonly Lazy<CompiledModels> s_models = new(static () => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], Net));

    private static readonly CLException s_noMemory = new(CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE);
    private static readonly CLException s_broken = new(CLError.CL_INVALID_COMMAND_QUEUE);

    private readonly GpuDevice _device = GpuAccelerators.CreateOnCpu();

    private GpuAccelerator Accelerator => _device.Accelerator;

    [Fact]
    public void Predict_WithoutMemoryForTheBatch_SaysModelBytesAndTheLargestBatch_AndSmallerOnesGoOn()
    {
        using var model = Create("Net");
        var expected = Predict(model);
        Accelerator.Fault = static action =>
        {
            if (action == GpuAction.Allocate)
                throw s_noMemory;
        };

        var error = Assert.Throws<InsufficientMemoryException>(() => Predict(model, 1000));

        Assert.Contains("Net: a batch of 1000 rows", error.Message, StringComparison.Ordinal);
        Assert.Contains("96000 bytes are wanted", error.Message, StringComparison.Ordinal);
        Assert.Contains("The largest batch that fits is about", error.Message, StringComparison.Ordinal);
        Accelerator.Fault = null;
        Assert.Equal(expected, Predict(model));
    }

    [Fact]
    public void Predict_WithoutMemoryWithinALayer_NamesTheLayer()
    {
        using var model = Create("Net");
        Accelerator.Fault = action =>
        {
            if (action == GpuAction.Allocate && Accelerator.Layer != GpuAccelerator.NoLayer)
                throw s_noMemory;
        };

        var error = Assert.Throws<InsufficientMemoryException>(() => Predict(model));

        Assert.StartsWith("Net, layer Memory: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("bytes are wanted", error.Message, StringComparison.Ordinal);
        Accelerator.Fault = null;
        Assert.Equal(9, Predict(model).Length);
    }

    [Fact]
    public void Predict_OnALostDevice_NamesModelAndLayer_AndOthersGoOn()
    {
        using var model = Create("Net");
        using var neighbour = Create("Other");
        using var elsewhere = s_models.Value.Create("Other", seed: 1, device: GpuAccelerators.OnCpu);
        var (expected, ofNeighbour) = (Predict(model), Predict(neighbour));
        Accelerator.Fault = action =>
        {
            if (action == GpuAction.Launch && Accelerator.Layer == 1)
                throw s_broken;
        };

        var error = Assert.Throws<GpuLostException>(() => Predict(model));

        Assert.StartsWith("Net, layer Hidden: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("CL_INVALID_COMMAND_QUEUE", error.Message, StringComparison.Ordinal);
        Assert.Contains("net.To(Device.Gpu())", error.Message, StringComparison.Ordinal);
        Accelerator.Fault = null;
        Assert.StartsWith("Other: ", Assert.Throws<GpuLostException>(() => Predict(neighbour)).Message, StringComparison.Ordinal);
        Assert.Equal(ofNeighbour, Predict(elsewhere));
        // Nothing was trained there, so that nothing is lost.
        Assert.Equal(expected, Predict(model.To(GpuAccelerators.CreateOnCpu())));
        Assert.Equal(ofNeighbour, Predict(neighbour.To(Device.Cpu())), static (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void To_AfterTrainingOnADeviceThatWasLost_IsRefusedUntilWeightsAreLoaded()
    {
        using var model = Create("Other");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".weights.h5");
        using var trainer = new Trainer(model, new Adam(), Loss.SparseCategoricalCrossentropy);
        try
        {
            model.SaveWeights(path);
            var saved = Predict(model);
            trainer.Step(Numbers(4), new[] { 1 });
            Accelerator.Fault = static _ => throw s_broken;
            Assert.Throws<GpuLostException>(() => trainer.Step(Numbers(4), new[] { 1 }));
            Accelerator.Fault = null;

            Assert.Contains("LoadWeights", Assert.Throws<GpuLostException>(() => model.To(Device.Cpu())).Message, StringComparison.Ordinal);
            Assert.Throws<GpuLostException>(() => trainer.Step(Numbers(4), new[] { 1 }));

            model.LoadWeights(path);
            model.To(GpuAccelerators.CreateOnCpu());
            Assert.Equal(saved, Predict(model));
            Assert.Throws<GpuLostException>(() => trainer.Step(Numbers(4), new[] { 1 }));
            using var anew = new Trainer(model, new Adam(), Loss.SparseCategoricalCrossentropy);
            Assert.True(double.IsFinite(anew.Step(Numbers(4), new[] { 1 })));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Predict_WithAKernelThatCantBeCompiled_NamesKernelModelAndLayer_AndOthersGoOn()
    {
        using var model = Create("Net");
        using var neighbour = Create("Other");
        Accelerator.Fault = action =>
        {
            if (action == GpuAction.Load && Accelerator.Layer == 2)
                throw new ILGPU.InternalCompilerException("An internal compiler error has been detected.", new NotSupportedException());
        };

        var error = Assert.Throws<NotSupportedException>(() => Predict(model));

        Assert.StartsWith("Net, layer Output: the kernel ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Device.Cpu()", error.Message, StringComparison.Ordinal);
        Accelerator.Fault = null;
        Assert.Equal(9, Predict(neighbour).Length);
        Assert.Equal(9, Predict(model).Length);
    }

    [Fact]
    public void Open_AfterALoss_MakesANewAccelerator_AndOptionsShareOne()
    {
        var opened = new OpenedGpus(static _ => GpuAccelerators.CreateOnCpu().Accelerator, static index => $"GPU {index}");
        var (first, precise) = (opened.Open(0, new()), opened.Open(0, new() { Precision = GpuPrecision.BFloat16 }));
        Assert.Same(first, opened.Open(0, new()));
        Assert.Same(first.Accelerator, precise.Accelerator);
        Assert.NotSame(first.Accelerator, opened.Open(1, new()).Accelerator);
        Assert.Contains("it has no tensor cores for BFloat16", precise.Name, StringComparison.Ordinal);

        _ = first.Accelerator.Failed(s_broken);

        Assert.NotSame(first.Accelerator, opened.Open(0, new()).Accelerator);
        Assert.Same(opened.Open(0, new()).Accelerator, opened.Open(0, new() { Precision = GpuPrecision.BFloat16 }).Accelerator);
    }

    private Model Create(string name) => s_models.Value.Create(name, seed: 1, device: _device);

    private static float[] Predict(Model model, int rows = Rows)
    {
        var output = new float[rows * 3];
        model.Predictor.Run<float, float>(Numbers(rows * model.Description.Inputs[0].Shape.ElementCount), output, 0);
        return output;
    }

    private static float[] Numbers(long count) => [.. Enumerable.Range(0, (int)count).Select(static i => MathF.Sin(i))];
}
