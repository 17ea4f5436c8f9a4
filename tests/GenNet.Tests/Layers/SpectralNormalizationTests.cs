using GenNet.Specs;
using GenNet.Weights;

namespace GenNet.Tests.Layers;

[Model, Input(3)]
public partial class SpectralNet
{
    [SpectralNormalization(PowerIterations = 30), Dense(4)]
    public partial SpectralNormalization<Dense> Head { get; }
}

public class SpectralNormalizationTests
{
    private static readonly float[] s_row = [1, 2, 3];

    [Fact]
    public void Step_DividesTheKernelByItsSpectralNorm_AndPredictionsDont()
    {
        using var net = new SpectralNet(seed: 3);
        net.Head.Layer.Kernel.Assign([5, 0, 0, 0, 0, -3, 0, 0, 0, 0, 0.5f, 0]);
        net.Head.VectorU.Assign([0.5f, 0.5f, 0.5f, 0.5f]);
        using var trainer = net.Trainer(new SGD(1e-30f), Loss.MeanSquaredError);
        net.Predict(s_row);
        Assert.Equal(5, net.Head.Layer.Kernel.Values[0]);

        trainer.Step(s_row, [0f, 0, 0, 0]);

        Assert.Equal(1, net.Head.Layer.Kernel.Values[0], 1e-5);
        Assert.Equal(-0.6, net.Head.Layer.Kernel.Values[5], 1e-5);
        Assert.Equal(1, Math.Abs(net.Head.VectorU.Values[0]), 1e-5);
    }

    [Fact]
    public void Step_OfAKernelOfZeros_LeavesIt()
    {
        using var net = new SpectralNet();
        net.Head.Layer.Kernel.Assign(new float[12]);
        using var trainer = net.Trainer(new SGD(0f), Loss.MeanSquaredError);

        trainer.Step(s_row, [0f, 0, 0, 0]);

        Assert.All(net.Head.Layer.Kernel.Values.ToArray(), static value => Assert.Equal(0, value));
    }

    [Fact]
    public void File_HasTheKernelTwice_AsKerasWritesIt_AndLoadsWhole()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "spectral.weights.h5");
        using var net = new SpectralNet(seed: 5);
        net.SaveWeights(path);

        using (var file = WeightFiles.Open(path, 1 << 20))
        {
            Assert.Equal(
                ["layers/spectral_normalization/layer/vars/0 (3, 4)", "layers/spectral_normalization/layer/vars/1 (4,)", "layers/spectral_normalization/vars/0 (3, 4)", "layers/spectral_normalization/vars/1 (1, 4)"],
                file.Tensors.Select(static t => $"{t.Path} {t.ShapeText}").Order(StringComparer.Ordinal));
        }
        using var copy = new SpectralNet(seed: 6);
        var report = copy.LoadWeights(path);

        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal(net.Head.Layer.Kernel.Values.ToArray(), copy.Head.Layer.Kernel.Values.ToArray());
        Assert.Equal(net.Head.VectorU.Values.ToArray(), copy.Head.VectorU.Values.ToArray());
    }

    [Fact]
    public void Holding_ALayerWithoutAKernel_IsRefused()
    {
        var held = ((WrapperSpec)SpecText.Create("SpectralNormalization", "")).Holding([new(null, SpecText.Create("Flatten", ""))]);

        Assert.Equal(
            "holds a layer with a kernel or embeddings, as Dense, Conv2D or Embedding, and Flatten has none",
            Assert.Throws<SpecException>(() => held.Infer(EquatableArray.Of<TensorType>(TensorShape.Of(3)))).Message);
    }
}
