using GenNet.TestSupport;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Tests.Weights.Loading;

public sealed class CheckWeightsTests : IDisposable
{
    private readonly SavedFiles _files = new();
    private readonly Chain _saved = new(seed: 1);

    public void Dispose()
    {
        _files.Dispose();
        _saved.Dispose();
    }

    [Fact]
    public void CheckWeights_WhenTheFileFits_ReportsAndAssignsNothing()
    {
        using var model = new Chain(seed: 2);
        var before = model.CopyWeights();
        var report = model.CheckWeights(_files.Save(_saved, Kind.GenNet));
        Assert.True(report.IsComplete);
        Assert.Null(report.Refusal);
        Assert.Equal(8, report.Loaded.Count);
        Assert.Equal(before, model.CopyWeights());
    }

    [Fact]
    public void CheckWeights_WhenTheFileDoesNotFit_SaysWhatLoadWeightsWouldSay()
    {
        using var model = new ChainWithX(seed: 2);
        var before = model.CopyWeights();
        var path = _files.Save(_saved, Kind.GenNet);
        var report = model.CheckWeights(path);
        Assert.Equal(Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message, report.Refusal);
        Assert.Equal(report.Refusal, report.ToString());
        Assert.Null(model.CheckWeights(path, LoadOptions.AllowMissing).Refusal);
        Assert.Equal(before, model.CopyWeights());
    }

    [Fact]
    public void CheckWeights_WhenValuesAreDoubtful_SaysSo()
    {
        _saved.B.Variables[1].Assign([.. Enumerable.Repeat(float.NaN, 16)]);
        using var model = new Chain(seed: 2);
        Assert.Equal("b", Assert.Single(model.CheckWeights(_files.Save(_saved, Kind.GenNet)).Suspicious).Layer);
    }

    [Fact]
    public void FromWeights_WithAReport_HandsItOut()
    {
        using var model = ChainWithX.FromWeights(_files.Save(_saved, Kind.GenNet), out var report, LoadOptions.AllowMissing);
        Assert.Equal("a=a x=own b=b c=c d=d", Provenance.Of(model, _saved));
        Assert.Equal(2, report.Missing.Count);
    }

    [Fact]
    public void FromWeights_WhenVariablesAreMissing_InitializesThoseAsANewModelDoes()
    {
        using var model = ChainWithX.FromWeights(_files.Save(_saved, Kind.GenNet), LoadOptions.AllowMissing);
        using var fresh = new ChainWithX();
        Assert.Equal(fresh.X.Kernel.Values.ToArray(), model.X.Kernel.Values.ToArray());
        Assert.NotEqual(fresh.A.Kernel.Values.ToArray(), model.A.Kernel.Values.ToArray());
    }

    [Fact]
    public void LoadWeights_OfANewModelThatIsRefused_LeavesItsInitialWeights()
    {
        using var model = new ChainWithX(seed: 5);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Save(_saved, Kind.GenNet)));
        using var fresh = new ChainWithX(seed: 5);
        Assert.Equal(fresh.CopyWeights(), model.CopyWeights());
    }

    [Fact]
    public void LoadWeights_WhenTheFileEndsHalfWay_ChangesNothing()
    {
        using var model = new Chain(seed: 2);
        var before = model.CopyWeights();
        var path = _files.Save(_saved, Kind.GenNet);
        // NaN in an array that is read early would be seen, were it assigned at once.
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^40]);
        Assert.Throws<WeightFileException>(() => model.LoadWeights(path));
        Assert.Throws<WeightFileException>(() => model.CheckWeights(path));
        Assert.Throws<WeightFileException>(() => Chain.FromWeights(path));
        Assert.Equal(before, model.CopyWeights());
    }

    [Theory]
    [InlineData("x.weights", "x.weights.h5")]
    [InlineData("x.keras", "x.weights.h5")]
    [InlineData("x.WEIGHTS.H5", "x.weights.h5")]
    [InlineData(".weights.h5", "model.weights.h5")]
    [InlineData("x", "x.weights.h5")]
    public void SaveWeights_WhenTheNameEndsOtherwise_SuggestsARightOne(string name, string suggestion) =>
        Assert.Contains($"\"{suggestion}\"", Assert.Throws<ArgumentException>(() => _saved.SaveWeights(_files.PathOf(name))).Message);

    [Fact]
    public void LoadWeights_WhenNoNameIsOneOfPyTorchs_SaysHowLayersAreNamed()
    {
        using var model = new Chain(seed: 2);
        var path = _files.PathOf("torch.safetensors");
        GenNet.Weights.Safetensors.SafetensorsWriter.Save(
            path,
            model.Layers.SelectMany(static l => l.Variables).ToDictionary(
                static v => $"fc_{v.LayerName}.{(v.Name == "kernel" ? "weight" : "bias")}", static v => GenNet.Weights.ArrayToWrite.Of(v.Shape, () => v.Values)),
            new Dictionary<string, string>());
        var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message;
        Assert.Contains("named as PyTorch names them", message);
        Assert.DoesNotContain("Save the file again from this class", message);
    }
}
