using GenNet.Weights;

namespace GenNet.PureHdf.Tests;

/// <summary>Every filter, chunk index and version of HDF5 that h5py writes: what the library loads, what it refuses, and that PureHDF reads the rest.</summary>
public sealed class OddFilesTests
{
    public static TheoryData<string, string> Files => OddFiles.All;

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_OfAFile_LoadsItOrSaysWhichCommandConvertsIt(string file, string strict)
    {
        var path = OddFiles.PathOf(file);
        using var model = new Mlp(seed: 1);
        var error = Record.Exception(() => model.LoadWeights(path));
        if (error is null)
        {
            Assert.NotEqual("refuse", strict);
            OddFiles.AssertHasAll(model);
            return;
        }
        Assert.NotEqual("load", strict);
        var refusal = Assert.IsType<WeightFileException>(error);
        Assert.StartsWith("layers/dense", refusal.Inside);
        if (strict == "either")
            Assert.Contains($"dotnet gennet convert {path} clean.weights.h5", refusal.Remedy);
        else
            Assert.DoesNotContain("gennet convert", refusal.Remedy);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_ThroughPureHdf_LoadsAllButWhatItGetsWrong(string file, string strict)
    {
        using var source = PureHdfFile.Open(OddFiles.PathOf(file));
        using var model = new Mlp(seed: 1);
        if (strict == "refuse" || file == "fletcher32.h5")
        {
            var refusal = Assert.Throws<WeightFileException>(() => model.LoadWeights(source));
            Assert.Contains(strict == "refuse" ? "virtual dataset" : "Fletcher-32", refusal.Problem);
            return;
        }
        Assert.True(model.LoadWeights(source).IsComplete);
        OddFiles.AssertHasAll(model);
    }
}
