using GenNet.Conformance.Models;
using GenNet.Conformance.Numerics;
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
        .. ArchivesIn("versions")
            .Select(static f => (Path.GetFileNameWithoutExtension(f), Path.GetRelativePath(FixtureTree.PathOf("versions"), f)))
            .Where(static f => (f.Item2.StartsWith("keras-3", StringComparison.Ordinal) || s_keras2.Contains(Path.GetDirectoryName(f.Item2))) && KerasFixture.Names.Contains(f.Item1))
            .Order(),
    ];

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
        using var instance = fixture.Create(Device.Cpu());
        using var expected = new FixtureArrays(fixture.PathOf("model.safetensors"));

        var report = instance.Model.LoadWeights(path);

        Assert.Equal(instance.Variables.Count, report.Loaded.Count);
        // A subclassed model's config says nothing of its layers.
        Assert.Equal(fixture.IsWritten, report.BehaviourUnchecked is not null);
        Assert.Empty(report.BehaviourChanges);
        Assert.All(instance.Variables, variable => Assert.Equal(Bits(expected.Floats(variable.Key)), Bits(variable.Value.Values.ToArray())));
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static string[] ArchivesIn(string folder) =>
        FixtureTree.Has(folder) ? Directory.GetFiles(FixtureTree.PathOf(folder), "*.keras", SearchOption.AllDirectories) : [];
}
