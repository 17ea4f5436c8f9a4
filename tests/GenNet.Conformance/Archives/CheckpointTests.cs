using GenNet.Conformance.Models;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;

namespace GenNet.Conformance.Archives;

/// <summary>Checkpoints that TensorFlow wrote, by all releases that the fixtures have, loaded Strict into the class scaffolded from the same model.</summary>
public sealed class CheckpointTests(ConformanceSummary summary)
{
    private static readonly string[] s_endings = ["_tf", "_saved_model"];

    public static TheoryData<string, string> Files =>
    [
        .. KerasFixture.Names.SelectMany(static _ => (string[])["keras2_tf/weights", "checkpoint/ckpt-1", "checkpoint3/ckpt-1", "saved_model/variables/variables"], static (model, file) => (model, file))
            .Where(static f => FixtureTree.Has("models", f.model, f.file + ".index")),
    ];

    public static TheoryData<string, string> FilesOfOtherReleases =>
    [
        .. (FixtureTree.Has("versions") ? Directory.GetFiles(FixtureTree.PathOf("versions"), "*.index", SearchOption.AllDirectories) : [])
            .Select(static f => Path.GetRelativePath(FixtureTree.PathOf("versions"), f[..^".index".Length]).Replace('\\', '/'))
            .Select(static f => (Model: s_endings.Aggregate(f.Split('/')[1], static (name, ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name), f))
            .Where(static f => KerasFixture.Names.Contains(f.Model))
            .Order(),
    ];

    public static TheoryData<string> Names => [.. KerasFixture.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_OfACheckpoint_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        Check(fixture, fixture.PathOf(file));
        summary.Models.Passed(name, $"load {file}", 0);
    }

    [Theory]
    [MemberData(nameof(FilesOfOtherReleases))]
    public void LoadWeights_OfACheckpointOfAnotherRelease_LoadsEveryBit(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        Check(fixture, FixtureTree.PathOf("versions", file));
        summary.Models.Passed(name, $"load {file}", 0);
    }

    /// <summary>TensorFlow names a checkpoint by its folder, too: the state file there says which one is the latest.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_OfTheFolderOfACheckpoint_LoadsTheLatest(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load the folder of {file}", "model.safetensors");
        var folder = Path.GetDirectoryName(fixture.PathOf(file))!;
        Check(fixture, Path.GetFileName(folder) == "variables" ? Path.GetDirectoryName(folder)! : folder);
        summary.Models.Passed(name, $"load the folder of {file}", 0);
    }

    /// <summary>The same keys, types, shapes and bytes, and the same attributes lead to each variable.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void SaveWeights_AsACheckpoint_WritesWhatKeras2Writes(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save a checkpoint", "keras2_tf/weights.index");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var saved = Path.Combine(folder.FullName, "weights");
            using var instance = fixture.Create(Device.Cpu());
            instance.Model.LoadWeights(fixture.PathOf("keras2_tf/weights"));
            instance.Model.SaveWeights(saved, new() { Format = WeightFormat.TensorFlowCheckpoint });
            using var keras = CheckpointFile.Open(fixture.PathOf("keras2_tf/weights"));
            using var ours = CheckpointFile.Open(saved);
            Assert.Equal(WeightsOf(keras).Select(static t => t.ToString()), WeightsOf(ours).Select(static t => t.ToString()));
            Assert.All(WeightsOf(keras).Zip(WeightsOf(ours)), static pair => Assert.Equal(pair.First.ToBytes(), pair.Second.ToBytes()));
            Assert.Equal(PathsIn(keras), PathsIn(ours));
            Assert.Equal(fixture.PathOf("keras2_tf/checkpoint") is var state && File.Exists(state) ? File.ReadAllText(state) : null, File.ReadAllText(Path.Combine(folder.FullName, "checkpoint")));
            summary.Models.Passed(name, "save a checkpoint", 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static StoredTensor[] WeightsOf(CheckpointFile file) => [.. file.Tensors.Where(tensor => file.RoleOf(tensor.Path) == TensorRole.Weight)];

    private static IEnumerable<(string Path, string Key)> PathsIn(CheckpointFile file) =>
        new LayerVariables(file.Objects!).Below(0).Select(static variable => (variable.Paths[0], variable.Array.Path)).Order();

    private static void Check(KerasFixture fixture, string path)
    {
        using var instance = fixture.Create(Device.Cpu());
        using var expected = new FixtureArrays(fixture.PathOf("model.safetensors"));

        var report = instance.Model.LoadWeights(path);

        Assert.Equal("TensorFlow checkpoint", report.Format);
        Assert.Equal(instance.Variables.Count, report.Loaded.Count);
        Assert.Empty(report.Unused);
        Assert.All(instance.Variables, variable => Assert.Equal(Bits(expected.Floats(variable.Key)), Bits(Numbers(variable.Value))));
    }

    private static float[] Numbers(Variable variable) =>
        variable.DType == DType.Int64 ? Array.ConvertAll(variable.Elements<long>().ToArray(), static value => (float)value) : variable.Values.ToArray();

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
