using GenNet.Tests.Weights.Loading;
using GenNet.Tests.Weights.Strangers;
using GenNet.Tests.Weights.Writing;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Partial;

/// <summary>Weights as a record, read and saved without a model.</summary>
public sealed class WeightsRecordTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<WeightFormat> Formats => WeightsAnywhereTests.Formats;

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Save_WithoutAModel_WritesWhatTheModelWrites(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        // Of one name, which an index of several files has in it.
        string mine = _files.PathOf("mine/net"), models = _files.PathOf("models/net");
        Directory.CreateDirectory(Path.GetDirectoryName(mine)!);
        Directory.CreateDirectory(Path.GetDirectoryName(models)!);
        var options = new SaveOptions { Format = format, Metadata = new Dictionary<string, string> { ["by"] = "me" } };
        model.SaveWeights(models, options);
        model.GetWeights().Save(mine, options);
        if (File.Exists(mine))
            Assert.Equal(await File.ReadAllBytesAsync(models, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(mine, TestContext.Current.CancellationToken));
        await model.GetWeights().SaveAsync(mine, options, TestContext.Current.CancellationToken);
        var loaded = Chain.Weights.Load(mine, out var report);
        Assert.True(report.IsComplete);
        Assert.Equal("me", report.Metadata["by"]);
        Assert.Equal(model.C.Kernel.ToTensor().Values, loaded.C.Kernel.Values);
        Assert.Equal(model.D.Bias!.ToTensor().Values, (await Chain.Weights.LoadAsync(mine, null, TestContext.Current.CancellationToken)).D.Bias.Values);
    }

    [Fact]
    public void Load_FromStreamAndMemory_IsTheSame()
    {
        using var model = new Chain(seed: 1);
        using var stream = new MemoryStream();
        model.GetWeights().Save(stream, new() { Format = WeightFormat.Safetensors });
        stream.Position = 0;
        Assert.Equal(model.A.Kernel.ToTensor().Values, Chain.Weights.Load(stream).A.Kernel.Values);
        Assert.Equal(model.A.Kernel.ToTensor().Values, Chain.Weights.Load(stream.ToArray()).A.Kernel.Values);
        stream.Position = 0;
        using var ofStream = Chain.FromWeights(stream);
        using var ofMemory = Chain.FromWeights(stream.ToArray());
        Assert.Equal(model.A.Kernel.ToTensor().Values, ofStream.A.Kernel.ToTensor().Values);
        Assert.Equal(model.A.Kernel.ToTensor().Values, ofMemory.A.Kernel.ToTensor().Values);
    }

    [Fact]
    public void Load_OfPartsAlone_HasInitialValuesElsewhere()
    {
        using var saved = new Chain(seed: 1);
        using var fresh = new Chain(seed: 0);
        var path = _files.PathOf("x.weights.h5");
        saved.SaveWeights(path);
        var weights = Chain.Weights.Load(path, Chain.Parts.B);
        Assert.Equal(saved.B.Kernel.ToTensor().Values, weights.B.Kernel.Values);
        Assert.Equal(fresh.A.Kernel.ToTensor().Values, weights.A.Kernel.Values);
    }

    [Fact]
    public void Load_OfAFileThatDoesntFit_IsRefused()
    {
        using var other = new ChainWithOtherHead(seed: 1);
        var path = _files.PathOf("x.weights.h5");
        other.SaveWeights(path);
        Assert.Contains("d/kernel", Assert.Throws<WeightLoadException>(() => Chain.Weights.Load(path)).Message);
    }

    [Fact]
    public void SetWeightsAndSave_OfAPartThatIsNull_NameIt()
    {
        using var model = new Chain(seed: 1);
        var weights = model.GetWeights() with { B = null! };
        Assert.Equal("weights.B", Assert.Throws<ArgumentNullException>(() => model.SetWeights(weights)).ParamName);
        Assert.Equal("weights.B", Assert.Throws<ArgumentNullException>(() => weights.Save(_files.PathOf("x.safetensors"))).ParamName);
        var noKernel = model.GetWeights() with { B = model.GetWeights().B with { Kernel = null! } };
        Assert.Contains("b/kernel", Assert.Throws<ArgumentNullException>(() => model.SetWeights(noKernel)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadWeights_OfGenNetsOwnFile_NamesWhatNoVariableAsksFor()
    {
        using var saved = new NamedLikeClasses(seed: 1);
        using var model = new OneNorm(seed: 1);
        var path = _files.PathOf("x.weights.h5");
        saved.SaveWeights(path);
        Assert.Contains("normalization/gamma (3,) float32, at layers/batch_normalization/vars/0: no variable asks for it", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_OfAnEditedRecord_SavesTheEdit()
    {
        using var model = new Chain(seed: 1);
        var weights = model.GetWeights();
        var half = new Tensor(weights.B.Kernel.Shape, [.. weights.B.Kernel.Values.Select(static value => value / 2)]);
        var path = _files.PathOf("x.safetensors");
        (weights with { B = weights.B with { Kernel = half } }).Save(path);
        Assert.Equal(half.Values, Chain.Weights.Load(path).B.Kernel.Values);
        var wrong = weights with { B = weights.B with { Kernel = weights.B.Bias } };
        Assert.Contains("b/kernel has shape (16, 16), and the weights have (16,)", Assert.Throws<ArgumentException>(() => wrong.Save(path)).Message);
        Assert.Equal(half.Values, Chain.Weights.Load(path).B.Kernel.Values);
    }
}
