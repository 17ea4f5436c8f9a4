using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>The class of the files in <c>hostile/keras</c>.</summary>
[Model(Name = "sequential"), Input(4)]
public partial class HostileKerasNet
{
    [Dense(3)] public partial Dense Dense { get; }
    [Dense(2, Name = "dense_1")] public partial Dense Dense1 { get; }
}

/// <summary>Every file of <c>hostile/keras</c> ends as <c>hostile.json</c> says, loaded as a user loads it.</summary>
public class HostileKerasFilesTests
{
    private const long MaxAllocated = 64L << 20;
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(20);

    // What the table leaves open and Keras reads too: entries that nobody unpacks, and layers that aren't in the class, so that its config can't be compared.
    private static readonly HashSet<string> s_accepted =
        ["path_traversal.keras", "absolute_path.keras", "lambda.keras", "unknown_class.keras", "dangerous_class.keras"];

    public static TheoryData<string> Files => [.. FixtureTree.Has("hostile", "hostile.json")
        ? Cases().Select(static c => c.GetProperty("file").GetString()!).Where(static f => f.StartsWith("keras/", StringComparison.Ordinal))
        : []];

    [Theory]
    [MemberData(nameof(Files))]
    public void Load_WhenFileIsHostile_EndsAsListed(string file)
    {
        Assert.SkipUnless(FixtureTree.Has(["hostile", .. file.Split('/')]), $"{file} is not in {FixtureTree.Root}.");
        var path = FixtureTree.PathOf(["hostile", .. file.Split('/')]);
        using var net = new HostileKerasNet(seed: 5);
        var initial = Values(net);
        var time = Environment.CpuUsage.TotalTime;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(() => net.LoadWeights(path));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, MaxAllocated);
        Assert.InRange(Environment.CpuUsage.TotalTime - time, TimeSpan.Zero, s_maxTime);
        var must = Case(file).GetProperty("must").GetString();
        if (must != "either")
            Assert.Equal(must == "accept", error is null);
        if (error is null)
        {
            Assert.Equal(Expected(Case(file)), Values(net));
            return;
        }
        Assert.True(error is WeightFileException or WeightLoadException, error.ToString());
        Assert.Contains(Path.GetFileName(path), error.Message);
        Assert.Equal(initial, Values(net));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Load_WhereTheTableLeavesItOpen_DecidesAsDocumented(string file)
    {
        Assert.SkipUnless(FixtureTree.Has(["hostile", .. file.Split('/')]), $"{file} is not in {FixtureTree.Root}.");
        Assert.SkipUnless(Case(file).GetProperty("must").GetString() == "either", "The table says it.");
        using var net = new HostileKerasNet();

        var error = Record.Exception(() => net.LoadWeights(FixtureTree.PathOf(["hostile", .. file.Split('/')])));

        Assert.Equal(s_accepted.Contains(Path.GetFileName(file)), error is null);
    }

    [Theory]
    [InlineData("lambda.keras", "layer 'twice' is of class Lambda, which GenNet doesn't have")]
    [InlineData("unknown_class.keras", "which is not Keras' own")]
    [InlineData("dangerous_class.keras", "a layer of class system has no printable name")]
    public void Load_WhenTheConfigCannotBeRead_SaysThatBehaviourWasNotCheckable(string file, string reason)
    {
        Assert.SkipUnless(FixtureTree.Has("hostile", "keras", file), $"{file} is not in {FixtureTree.Root}.");
        using var net = new HostileKerasNet();

        var report = net.LoadWeights(FixtureTree.PathOf("hostile", "keras", file));

        Assert.Contains(reason, report.BehaviourUnchecked);
        Assert.Contains("behaviour was not checkable", report.ToString());
        Assert.Equal(4, report.Loaded.Count);
    }

    private static float[][] Values(Model net) => [.. net.Layers.SelectMany(static l => l.Variables).Select(static v => v.Values.ToArray())];

    private static float[][] Expected(JsonElement hostileCase)
    {
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("hostile", "expected.safetensors"));
        var prefix = hostileCase.TryGetProperty("arrays", out var arrays) ? arrays.GetString() : "base";
        return [.. ((string[])["dense/vars/0", "dense/vars/1", "dense_1/vars/0", "dense_1/vars/1"]).Select(path => expected[$"{prefix}/layers/{path}"].ToFloats())];
    }

    private static JsonElement Case(string file) => Cases().First(c => c.GetProperty("file").GetString() == file);

    private static JsonElement.ArrayEnumerator Cases() => FixtureTree.Json("hostile", "hostile.json").GetProperty("cases").EnumerateArray();
}
