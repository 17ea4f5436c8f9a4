using System.IO.Compression;
using GenNet.Conformance.Models;
using GenNet.TestSupport;

namespace GenNet.Conformance.Formats;

/// <summary>Files of Keras that other tests don't have: weights of other releases, in several files, under names that lie, from recurrent layers of Keras 1 and CuDNN, and whole models as folders.</summary>
public sealed class ReleaseFileTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Weights => Of(static file => file.EndsWith(".weights.h5", StringComparison.Ordinal));

    public static TheoryData<string, string> Hdf5CalledKeras => Of(static file => file.EndsWith("_hdf5.keras", StringComparison.Ordinal));

    public static TheoryData<string, string> OldRecurrent => Of(static file => file.Contains("_cudnn_", StringComparison.Ordinal) || (file.StartsWith("keras-1", StringComparison.Ordinal) && file.Contains("text_lstm", StringComparison.Ordinal)));

    public static TheoryData<string, string> Shards => [.. KerasFixture.Names
        .Where(static model => FixtureTree.Has("models", model, "sharded"))
        .SelectMany(static model => Directory.GetFiles(FixtureTree.PathOf("models", model, "sharded"), "*.weights.json").Select(file => (model, Path.GetFileName(file))))];

    public static TheoryData<string> Names => [.. KerasFixture.Names];

    [Theory]
    [MemberData(nameof(Weights))]
    public void LoadWeights_OfWeightsOfAnotherRelease_LoadsEveryBit(string name, string file) => Check(name, file);

    [Theory]
    [MemberData(nameof(Hdf5CalledKeras))]
    public void LoadWeights_OfHdf5CalledKeras_LoadsEveryBitAndNotesIt(string name, string file) =>
        Assert.Contains("its name ends in .keras, and it is Keras model (legacy HDF5)", Assert.Single(Check(name, file).Notes), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(OldRecurrent))]
    public void LoadWeights_OfRecurrentLayersOfOldReleases_LoadsEveryBit(string name, string file) => Check(name, file);

    [Theory]
    [MemberData(nameof(Shards))]
    public void LoadWeights_OfSeveralFiles_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        Assert.Empty(LoadedBits.Check(fixture, fixture.PathOf(Path.Combine("sharded", file))).Notes);
        summary.Models.Passed(name, $"load {file}", 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadWeights_OfAWholeModelThatIsAFolder_LoadsEveryBit(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "load a folder", "model.keras", "model.safetensors");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            ZipFile.ExtractToDirectory(fixture.PathOf("model.keras"), folder.FullName);
            LoadedBits.Check(fixture, folder.FullName);
            if (FixtureTree.Has("models", name, "sharded"))
                CheckShardsIn(fixture, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        summary.Models.Passed(name, "load a folder", 0);
    }

    // Keras has a model's weights in several files under these names.
    private static void CheckShardsIn(KerasFixture fixture, string folder)
    {
        File.Delete(Path.Combine(folder, "model.weights.h5"));
        foreach (var shard in Directory.GetFiles(fixture.PathOf("sharded")))
            File.Copy(shard, Path.Combine(folder, Path.GetFileName(shard)));
        LoadedBits.Check(fixture, folder);
        var archive = folder + ".keras";
        ZipFile.CreateFromDirectory(folder, archive, CompressionLevel.NoCompression, includeBaseDirectory: false);
        LoadedBits.Check(fixture, archive);
        File.Delete(archive);
    }

    private LoadReport Check(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        var report = LoadedBits.Check(fixture, FixtureTree.PathOf("versions", file));
        summary.Models.Passed(name, $"load {file}", 0);
        return report;
    }

    private static TheoryData<string, string> Of(Func<string, bool> isWanted) => !FixtureTree.Has("versions") ? [] :
    [
        .. Directory.GetFiles(FixtureTree.PathOf("versions"), "*", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(FixtureTree.PathOf("versions"), file)).Where(isWanted)
            .Select(static file => (Model: KerasFixture.Names.Where(model => Path.GetFileName(file) is var own && own.StartsWith(model, StringComparison.Ordinal)).MaxBy(static model => model.Length)!, File: file))
            .Where(static file => file.Model is not null).Order(),
    ];
}
