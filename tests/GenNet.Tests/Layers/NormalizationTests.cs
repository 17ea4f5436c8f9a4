namespace GenNet.Tests.Layers;

[Model, Input(2, 3)]
public partial class FeatureNet
{
    [Normalization(Axis = -1)]
    public partial Normalization Features { get; }

    [Dense(1)]
    public partial Dense Head { get; }
}

[Model, Input(2)]
public partial class KnownFeatureNet
{
    [Normalization(Mean = new[] { 1.0, 2.0 }, Variance = new[] { 4.0, 0.25 })]
    public partial Normalization Features { get; }
}

public class NormalizationTests
{
    private static Tensor Data => new(Specs.TensorShape.Of(2, 2, 3), [1, 10, -1, 3, 20, -1, 5, 30, -1, 7, 40, -1]);

    [Fact]
    public void Adapt_TakesMeanAndVarianceOverRowsAndOtherAxes()
    {
        using var net = new FeatureNet();

        net.Features.Adapt(Data);

        Assert.Equal([4, 25, -1], net.Features.Mean!.Values.ToArray());
        Assert.Equal([5, 125, 0], net.Features.Variance!.Values.ToArray());
        Assert.Equal([0], net.Features.Count!.Elements<long>().ToArray());
    }

    [Theory]
    [InlineData(".weights.h5")]
    [InlineData(".safetensors")]
    public void Weights_WhenSavedAndLoaded_HaveMeanVarianceAndCount(string extension)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "features" + extension);
        using var net = new FeatureNet(seed: 1);
        net.Features.Adapt(Data);
        net.Features.Count!.Assign([12f]);
        net.SaveWeights(path);

        using var copy = FeatureNet.FromWeights(path);

        Assert.Equal(net.Features.Mean!.Values.ToArray(), copy.Features.Mean!.Values.ToArray());
        Assert.Equal(net.Features.Variance!.Values.ToArray(), copy.Features.Variance!.Values.ToArray());
        Assert.Equal([12], copy.Features.Count!.Elements<long>().ToArray());
        Assert.Equal(12, copy.GetWeights().Features.Count.ToDoubles()[0]);
    }

    [Fact]
    public void Adapt_WhenRowsHaveAnotherShape_SaysWhichTheyMustHave()
    {
        using var net = new FeatureNet();

        var error = Assert.Throws<ArgumentException>(() => net.Features.Adapt(new(Specs.TensorShape.Of(4, 3), new float[12])));

        Assert.StartsWith("Normalization 'features' adapts to rows of shape (2, 3), and was given (4, 3): give at least one row, batch first.", error.Message);
        Assert.Equal([0, 0, 0], net.Features.Mean!.Values.ToArray());
    }

    [Fact]
    public void Mean_WhenTheAttributeGivesIt_IsNoVariable()
    {
        using var net = new KnownFeatureNet();

        Assert.Equal([1, -4], net.Predict([3, 0]).Features.ToArray());
        Assert.Empty(net.Features.Variables);
        Assert.Throws<InvalidOperationException>(() => net.Features.Adapt(new(Specs.TensorShape.Of(1, 2), new float[2])));
    }
}
