using GenNet.Conformance.Formats;
using GenNet.Conformance.Models;
using GenNet.TestSupport;

namespace GenNet.Conformance.Archives;

/// <summary>Whole models that Keras 3 and Keras 2 saved, loaded Strict into the class scaffolded from them.</summary>
public sealed class ModelArchiveTests(ConformanceSummary summary)
{
    private static readonly string[] s_keras2 = ["tf-2.12.1", "tf-2.14.1", "tf-2.14.1-windows"];

    public static TheoryData<string, string> Files =>
        [.. KerasFixture.Names.SelectMany(static _ => (string[])["model.keras", "keras2.keras"], static (model, file) => (model, file))];

    /// <summary>Whole models of other releases of Keras 3 and of Keras 2.12 and later; up to 3.5 only their configs name the layers.</summary>
    public static TheoryData<string, string> OtherReleases =>
    [
        .. FilesIn("versions", "*.keras")
            .Select(static f => (Path.GetFileNameWithoutExtension(f), Path.GetRelativePath(FixtureTree.PathOf("versions"), f)))
            .Where(static f => (f.Item2.StartsWith("keras-3", StringComparison.Ordinal) || s_keras2.Contains(Path.GetDirectoryName(f.Item2))) && KerasFixture.Names.Contains(f.Item1))
            .Order(),
    ];

    /// <summary>The legacy layout: weights, and whole models, of Keras 2 and 3.</summary>
    public static TheoryData<string, string> LegacyFiles =>
        [.. KerasFixture.Names.SelectMany(static _ => (string[])["keras2_weights.h5", "keras2.h5", "keras3.h5"], static (model, file) => (model, file))];

    /// <summary>The same by other releases, from Keras 1.2 on. What needs its gates put together is not among them.</summary>
    public static TheoryData<string, string> LegacyOfOtherReleases =>
    [
        .. FilesIn("versions", "*.h5")
            .Where(static f => !f.EndsWith(".weights.h5", StringComparison.Ordinal) && !f.Contains("_cudnn_", StringComparison.Ordinal))
            .Select(static f => (Path.GetFileNameWithoutExtension(f).Replace("_weights", "", StringComparison.Ordinal), Path.GetRelativePath(FixtureTree.PathOf("versions"), f)))
            .Where(static f => KerasFixture.Names.Contains(f.Item1) && !(f.Item2.StartsWith("keras-1", StringComparison.Ordinal) && f.Item1 == "text_lstm"))
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(LegacyFiles))]
    public void LoadWeights_OfTheLegacyLayout_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", file, "model.safetensors");
        LoadedBits.Check(fixture, fixture.PathOf(file));
        summary.Models.Passed(name, $"load {file}", 0);
    }

    [Theory]
    [MemberData(nameof(LegacyOfOtherReleases))]
    public void LoadWeights_OfTheLegacyLayoutOfAnotherRelease_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        LoadedBits.Check(fixture, FixtureTree.PathOf("versions", file));
        summary.Models.Passed(name, $"load {file}", 0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_OfAWholeModel_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", file, "model.safetensors");
        Check(fixture, fixture.PathOf(file));
        summary.Models.Passed(name, $"load {file}", 0);
    }

    [Theory]
    [MemberData(nameof(OtherReleases))]
    public void LoadWeights_OfAWholeModelOfAnotherRelease_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        Check(fixture, FixtureTree.PathOf("versions", file));
        summary.Models.Passed(name, $"load {file}", 0);
    }

    private static void Check(KerasFixture fixture, string path)
    {
        var report = LoadedBits.Check(fixture, path);

        // A subclassed model's config says nothing of its layers.
        Assert.Equal(fixture.IsWritten, report.BehaviourUnchecked is not null);
    }

    private static string[] FilesIn(string folder, string pattern) =>
        FixtureTree.Has(folder) ? Directory.GetFiles(FixtureTree.PathOf(folder), pattern, SearchOption.AllDirectories) : [];
}
