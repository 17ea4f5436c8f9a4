using GenNet.TestSupport;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Tests.Weights.Loading;

/// <summary>Names that Keras made itself are no names: there positions decide, if everything agrees, and the report says so.</summary>
public sealed class NamesOfKerasTests : IDisposable
{
    private static readonly LoadOptions s_lenient = LoadOptions.AllowMissing | LoadOptions.AllowUnused;

    private readonly SavedFiles _files = new();
    private readonly AutomaticChain _saved = new(seed: 1);

    public static TheoryData<int> ForeignFiles => [(int)Kind.Keras, (int)Kind.ForeignSafetensors];

    public void Dispose()
    {
        _files.Dispose();
        _saved.Dispose();
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void LoadWeights_OfASecondNotebookRun_GoesByPositionAndSaysSo(int kind)
    {
        using var model = new AutomaticChain(seed: 2);
        var report = model.LoadWeights(_files.Save(_saved, (Kind)kind, CountOn));

        Assert.Equal("dense=dense dense_1=dense_1 dense_2=dense_2", Provenance.Of(model, _saved));
        Assert.Equal(["dense", "dense_1", "dense_2"], report.ByPosition);
        Assert.Contains("dense, dense_1, dense_2", report.Interchangeable);
        Assert.Contains("taken by position", report.ToString());
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void LoadWeights_OfASecondNotebookRunUnderLenientOptions_NeedsByPosition(int kind)
    {
        using var model = new AutomaticChain(seed: 2);
        var path = _files.Save(_saved, (Kind)kind, CountOn);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, s_lenient));
        Assert.Contains("LoadOptions.ByPosition", error.Message);

        model.LoadWeights(path, s_lenient | LoadOptions.ByPosition);
        Assert.Equal("dense=dense dense_1=dense_1 dense_2=dense_2", Provenance.Of(model, _saved));
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void LoadWeights_WhenAutomaticNamesAreTheSame_GoesByThem(int kind)
    {
        using var model = new AutomaticChainWithHead(seed: 2);
        var report = model.LoadWeights(_files.Save(_saved, (Kind)kind), LoadOptions.AllowMissing);
        Assert.Equal("dense=dense dense_1=dense_1 dense_2=dense_2 head=own", Provenance.Of(model, _saved));
        Assert.Empty(report.ByPosition);
    }

    [Fact]
    public void LoadWeights_OfAFileOfGenNet_TakesAutomaticNamesForNames()
    {
        using var model = new AutomaticChain(seed: 2);
        using var shifted = new ShiftedChain(seed: 3);
        foreach (var kind in (Kind[])[Kind.GenNet, Kind.GenNetSafetensors])
        {
            var path = _files.Save(shifted, kind);
            Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
            model.LoadWeights(path, s_lenient);
            Assert.Equal("dense=own dense_1=dense_1 dense_2=dense_2", Provenance.Of(model, shifted));
        }
    }

    [Fact]
    public void LoadWeights_OfKerasDefaultNamesIntoAClassWithItsOwn_GoesByPosition()
    {
        using var model = new ChosenChain(seed: 2);
        var report = model.LoadWeights(_files.Save(_saved, Kind.Keras));
        Assert.Equal("encoder=dense middle=dense_1 decoder=dense_2", Provenance.Of(model, _saved));
        Assert.Equal(["encoder", "middle", "decoder"], report.ByPosition);
    }

    [Fact]
    public void LoadWeights_OfAFileWithoutNames_GoesByPosition()
    {
        using var model = new ChosenChain(seed: 2);
        var path = _files.Save(_saved, Kind.NamelessKeras);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, s_lenient));
        Assert.Equal(3, model.LoadWeights(path).ByPosition.Count);
        Assert.Equal("encoder=dense middle=dense_1 decoder=dense_2", Provenance.Of(model, _saved));

        using var longer = new Chain(seed: 2);
        Assert.Contains("the file has 3 layers without chosen names and the model 4", Assert.Throws<WeightLoadException>(() => longer.LoadWeights(path)).Message);
        Assert.Throws<WeightLoadException>(() => longer.LoadWeights(path, s_lenient | LoadOptions.ByPosition));
    }

    private static string CountOn(string name) => name switch { "dense" => "dense_1", "dense_1" => "dense_2", _ => "dense_3" };
}

/// <summary>The names of a second run.</summary>
[Model, Input(16)]
internal sealed partial class ShiftedChain
{
    [Dense(16, Name = "dense_1")] public partial Dense First { get; }
    [Dense(16, Name = "dense_2")] public partial Dense Second { get; }
    [Dense(16, Name = "dense_3")] public partial Dense Third { get; }
}
