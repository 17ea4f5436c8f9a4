using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights.Loading;

/// <summary>A property of a class of the user's own may have its name: where a file has that name, it is the same layer.</summary>
public sealed class NamesOfOwnClassesTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadWeights_OfALayerThatIsCalledAsItsClass_Loads(bool byPosition)
    {
        using var model = new AroundTwo(seed: 1);
        var path = Save("two", "two/inner");
        Assert.True(model.LoadWeights(path, byPosition ? LoadOptions.ByPosition : LoadOptions.Strict).IsComplete);
        Assert.All(model.Two.Up.Values.ToArray(), static value => Assert.Equal(1, value));
        Assert.All(model.Two.Down.Values.ToArray(), static value => Assert.Equal(2, value));
    }

    [Fact]
    public void LoadWeights_WhereAnotherLayerIsMissing_GoesByTheName()
    {
        using var model = new AroundTwo(seed: 1);
        var report = model.LoadWeights(Save("two"), LoadOptions.AllowMissing);
        Assert.Equal(2, report.Loaded.Count);
        Assert.Equal(["two/inner"], report.Missing.Select(static v => v.Layer).Distinct());
    }

    [Fact]
    public void LoadWeights_WhereAnAutomaticNameTellsNothing_DoesNotSayThatItIsNotThere()
    {
        using var model = new TwoDense(seed: 1);
        var path = _files.PathOf("x.safetensors");
        SafetensorsWriter.Save(path, new Dictionary<string, ArrayToWrite> { ["dense/kernel"] = ArrayOf(3, 4, 4), ["dense/bias"] = ArrayOf(3, 4) }, new Dictionary<string, string>());
        var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message;
        Assert.DoesNotContain("no layer of the file is called dense,", message, StringComparison.Ordinal);
        Assert.DoesNotContain("no layer of the file is called dense" + Environment.NewLine, message, StringComparison.Ordinal);
        Assert.Contains("a layer of the file is called dense, and so Keras calls one that got no name", message, StringComparison.Ordinal);
    }

    private string Save(params string[] layers)
    {
        var path = _files.PathOf("x.safetensors");
        var arrays = new Dictionary<string, ArrayToWrite>();
        foreach (var layer in layers)
        {
            if (layer == "two")
                (arrays["two/up"], arrays["two/down"]) = (ArrayOf(1, 4), ArrayOf(2, 4));
            else
                (arrays[$"{layer}/kernel"], arrays[$"{layer}/bias"]) = (ArrayOf(3, 4, 4), ArrayOf(3, 4));
        }
        SafetensorsWriter.Save(path, arrays, new Dictionary<string, string>());
        return path;
    }

    private static ArrayToWrite ArrayOf(float value, params int[] shape)
    {
        var of = GenNet.Specs.TensorShape.Of(shape);
        return ArrayToWrite.Of(of, () => Enumerable.Repeat(value, (int)of.ElementCount).ToArray());
    }
}

/// <summary>A model with weights of its own.</summary>
[Model]
internal sealed partial class Two
{
    [Dense(4)] public partial Dense Inner { get; }
    [Variable(4)] public partial Variable Up { get; }
    [Variable(4)] public partial Variable Down { get; }

    private Tensor Forward([Input(4)] Tensor x) => Inner.Forward(x) * Up + Down;
}

[Model, Input(4)]
internal sealed partial class AroundTwo
{
    public partial Two Two { get; }
}

[Model, Input(4)]
internal sealed partial class TwoDense
{
    [Dense(4)] public partial Dense Dense { get; }
    [Dense(4, Name = "dense_1")] public partial Dense Second { get; }
}
