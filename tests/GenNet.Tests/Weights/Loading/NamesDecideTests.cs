using GenNet.TestSupport;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Tests.Weights.Loading;

/// <summary>Where a file names its layers, names decide, one by one; what no name matches is missing or unused.</summary>
public sealed class NamesDecideTests : IDisposable
{
    private readonly SavedFiles _files = new();
    private readonly Chain _saved = new(seed: 1);

    public static TheoryData<int> FilesWithNames => [(int)Kind.GenNet, (int)Kind.GenNetSafetensors, (int)Kind.GenNet010, (int)Kind.Keras, (int)Kind.ForeignSafetensors];

    public void Dispose()
    {
        _files.Dispose();
        _saved.Dispose();
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenALayerWasInserted_LeavesItAloneAndFillsTheOthers(int kind)
    {
        using var model = new ChainWithX(seed: 2);
        var report = model.LoadWeights(_files.Save(_saved, (Kind)kind), LoadOptions.AllowMissing);

        Assert.Equal("a=a x=own b=b c=c d=d", Provenance.Of(model, _saved));
        Assert.Equal(["x", "x"], report.Missing.Select(static v => v.Layer));
        Assert.Empty(report.ByPosition);
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenALayerWasInsertedAndNothingMayBeMissing_Fails(int kind)
    {
        using var model = new ChainWithX(seed: 2);
        var before = model.CopyWeights();
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Save(_saved, (Kind)kind)));
        Assert.Equal(["x", "x"], error.Report.Missing.Select(static v => v.Layer));
        Assert.Equal(before, model.CopyWeights());
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenALayerWasRenamedAndSwapped_Fails(int kind)
    {
        using var model = new ChainRenamedAndSwapped(seed: 2);
        var path = _files.Save(_saved, (Kind)kind);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.Equal(["c2", "c2"], error.Report.Missing.Select(static v => v.Layer));
        Assert.Equal(2, error.Report.Unused.Count);

        model.LoadWeights(path, LoadOptions.AllowMissing | LoadOptions.AllowUnused);
        Assert.Equal("a=a c2=own b=b d=d", Provenance.Of(model, _saved));
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenALayerWasRenamedAndAnotherRemoved_TakesNobodysPlace(int kind)
    {
        using var model = new ChainRenamedAndShortened(seed: 2);
        var path = _files.Save(_saved, (Kind)kind);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowUnused));

        var report = model.LoadWeights(path, LoadOptions.AllowUnused | LoadOptions.AllowMissing);
        Assert.Equal("a2=own c=c d=d", Provenance.Of(model, _saved));
        Assert.Equal(4, report.Unused.Count);
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenLayersChangedPlaces_FollowsTheirNames(int kind)
    {
        using var model = new ChainSwapped(seed: 2);
        // The weights are right, but the model takes them in another order: where the file tells, that is another function.
        model.LoadWeights(_files.Save(_saved, (Kind)kind), LoadOptions.AllowBehaviourChange);
        Assert.Equal("a=a c=c b=b d=d", Provenance.Of(model, _saved));
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenALayerChangedItsShape_KeepsItAlone(int kind)
    {
        using var model = new ChainWithOtherHead(seed: 2);
        var report = model.LoadWeights(_files.Save(_saved, (Kind)kind), LoadOptions.SkipMismatch);
        Assert.Equal("a=a b=b c=c d=own", Provenance.Of(model, _saved));
        Assert.Equal(["kernel", "bias"], report.Mismatched.Select(static v => v.Name));
    }

    [Theory]
    [MemberData(nameof(FilesWithNames))]
    public void LoadWeights_WhenNoNameMatches_IsAnErrorWhateverMayPass(int kind)
    {
        using var model = new ChosenChain(seed: 2);
        var before = model.CopyWeights();
        var options = LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.SkipMismatch | LoadOptions.ByPosition | LoadOptions.AllowBehaviourChange;
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(_files.Save(_saved, (Kind)kind), options));
        Assert.Contains("a load that fills nothing is none", error.Message);
        Assert.Equal(before, model.CopyWeights());
    }

    [Fact]
    public void LoadWeights_WhenSafetensorsHasAPrefix_IsAnErrorWhateverMayPass()
    {
        using var model = new Chain(seed: 2);
        var path = _files.Save(_saved, Kind.ForeignSafetensors, static name => $"model.{name}");
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing | LoadOptions.AllowUnused));
    }

    [Theory]
    [InlineData("einsum_dense", false)]
    [InlineData("my_dense", true)]
    public void LoadWeights_WhenTheNameIsThatOfAnotherClass_RefusesOneOfKerasOwn(string kind, bool loads)
    {
        using var model = new Chain(seed: 2);
        var file = new WeightFileBuilder();
        foreach (var (layer, group) in model.Layers.Zip((string[])["layers/dense", $"layers/{kind}", "layers/dense_1", "layers/dense_2"]))
        {
            file.With($"{group}/vars/0", [16, 16], new float[256]).With($"{group}/vars/1", [16], new float[16]).WithName($"{group}/vars", layer.Name);
        }
        var path = _files.PathOf("other.weights.h5");
        File.WriteAllBytes(path, file.ToBytes());
        if (loads)
            Assert.True(model.LoadWeights(path).IsComplete);
        else
            Assert.Contains($"the layer is a Dense, and the file has another class there, {kind}", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message);
    }
}
