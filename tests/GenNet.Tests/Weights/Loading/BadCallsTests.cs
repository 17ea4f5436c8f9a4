using GenNet.TestSupport;
using GenNet.Weights.Hdf5;

namespace GenNet.Tests.Weights.Loading;

/// <summary>What a call can't mean is refused as .NET's own methods refuse it.</summary>
public sealed class BadCallsTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void WeightMethods_OfNoPath_AreArgumentErrors()
    {
        using var model = new Chain(seed: 1);
        Assert.All((Action[])[() => model.LoadWeights((string)null!), () => model.CheckWeights((string)null!), () => model.SaveWeights(null!), () => Chain.FromWeights((string)null!)],
            static call => Assert.Equal("path", Assert.Throws<ArgumentNullException>(call).ParamName));
        Assert.All((Action[])[() => model.LoadWeights(""), () => model.CheckWeights(""), () => model.SaveWeights(""), () => Chain.FromWeights("")],
            static call => Assert.Equal("path", Assert.Throws<ArgumentException>(call).ParamName));
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => model.LoadWeights((IHdf5Source)null!)).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => model.CheckWeights((IHdf5Source)null!)).ParamName);
        Assert.Throws<ArgumentNullException>(() => model.SetWeights(null!));
        Assert.Throws<ArgumentNullException>(() => new ModelCheckpoint(null!));
    }

    [Fact]
    public void WeightMethods_OfADisposedModel_SaySo()
    {
        var model = new Chain(seed: 1);
        var path = _files.Save(model, SavedFiles.Kind.GenNet);
        var weights = model.GetWeights();
        model.Dispose();
        Assert.All(
            (Action[])[() => model.LoadWeights(path), () => model.LoadWeights("nowhere"), () => model.CheckWeights(path), () => model.SaveWeights(path), () => model.GetWeights(), () => model.SetWeights(weights)],
            static call => Assert.Throws<ObjectDisposedException>(call));
    }

    [Fact]
    public void SaveWeights_WhenTheNameEndsOtherwise_NamesBothFormats()
    {
        using var model = new Chain(seed: 1);
        foreach (var call in (Action[])[() => model.SaveWeights(_files.PathOf("a.bin")), () => new ModelCheckpoint("a.bin")])
        {
            var message = Assert.Throws<ArgumentException>(call).Message;
            Assert.Contains(".weights.h5", message);
            Assert.Contains(".safetensors", message);
        }
        _ = new ModelCheckpoint("{epoch}.safetensors");
    }

    [Fact]
    public void Predict_OfAModelThatIsALayer_NamesPredict()
    {
        using var model = new TwoTowers(seed: 1);
        Assert.Contains("and Predict is the whole model's", Assert.Throws<InvalidOperationException>(() => model.A.Predict(new float[4])).Message);
    }

    [Fact]
    public void LoadWeights_WhenADamagedFileIsCalledOtherwise_SaysThatAtOnce()
    {
        using var model = new Chain(seed: 1);
        var root = new GenNet.Weights.Hdf5.Writing.GroupToWrite();
        root.Attributes["layer_names"] = GenNet.Weights.Hdf5.Hdf5Attribute.Of("dense");
        var path = _files.PathOf("old.keras");
        using (var stream = File.Create(path))
            GenNet.Weights.Hdf5.Writing.Hdf5Writer.Write(root, stream);
        var message = Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message;
        Assert.Contains("layer_names is no list of names", message);
        Assert.DoesNotContain("Rename it", message);
    }
}
