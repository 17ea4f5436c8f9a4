using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenNet.Contracts;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.KerasArchive;
using GenNet.Weights.Zip;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tests.Weights;

/// <summary>
/// Damaged <c>.keras</c> files, always the same ones: an archive is read right or refused, and a config, whatever stands in it, is a model, or one that can't be
/// compared. With <c>GENNET_LONG=1</c> there are ten times as many.
/// </summary>
public class KerasArchiveFuzzTests
{
    private const int Mutations = 2000;
    private const long MaxAllocated = 64L << 20;
    // Of the processor, of all threads: a machine that stands still is no hang.
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(60);
    private static readonly int s_times = LongRun.IsAsked ? 10 : 1;

    [Theory]
    [InlineData("models/mlp/model.keras")]
    [InlineData("hostile/keras/deflated.keras")]
    [InlineData("hostile/keras/zip64.keras")]
    [InlineData("hostile/keras/streamed.keras")]
    public void Open_WhenAnArchiveIsDamaged_ReadsItRightOrRefuses(string file)
    {
        var original = File.ReadAllBytes(PathOrSkip(file));
        var expected = Arrays(original);
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < Mutations * s_times; i++)
        {
            byte[] damaged = [.. original];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                damaged[random.Next(damaged.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
            if (random.Next(20) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            var error = Bounded(i, () => Assert.Equal(expected, Arrays(damaged)));
            Assert.True(error is null or WeightFileException, $"mutation {i}: {error}");
            refused += error is null ? 0 : 1;
        }
        Assert.InRange(refused, Mutations * s_times / 2, (Mutations * s_times) - 1);
    }

    [Theory]
    [InlineData("models/mlp/model.keras")]
    [InlineData("models/convnet/model.keras")]
    [InlineData("models/resnet/model.keras")]
    [InlineData("models/transformer/model.keras")]
    public void Config_WhenAnythingInItIsSomethingElse_IsAModelOrSaysWhyNot(string file)
    {
        using var archive = ZipFile.OpenRead(PathOrSkip(file));
        using var stream = archive.GetEntry("config.json")!.Open();
        var text = new StreamReader(stream).ReadToEnd();
        var random = new Random(11);
        var read = 0;
        for (var i = 0; i < Mutations * s_times; i++)
        {
            using var config = JsonDocument.Parse(Changed(text, random));
            var error = Bounded(i, () =>
            {
                KerasLayerNames.Of(config.RootElement);
                var model = KerasConfigReader.Read(config.RootElement, KerasReading.ToCompare([]));
                var version = ContractVersion.Of(model.Spec);
                Assert.Empty(ContractCheck.Between(version, version).Changes);
                KerasConfigReader.Read(config.RootElement);
            });
            Assert.True(error is null or KerasConfigException, $"mutation {i}: {error}");
            read += error is null ? 1 : 0;
        }
        Assert.InRange(read, 0, (Mutations * s_times) - 1);
    }

    private static string PathOrSkip(string file)
    {
        var parts = file.Split('/');
        Assert.SkipUnless(FixtureTree.Has(parts), $"{file} is not in the tree.");
        return FixtureTree.PathOf(parts);
    }

    private static Exception? Bounded(int mutation, Action action)
    {
        var time = Environment.CpuUsage.TotalTime;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(action);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        Assert.True(Environment.CpuUsage.TotalTime - time < s_maxTime, $"mutation {mutation} takes too long");
        return error;
    }

    private static List<string> Arrays(byte[] file)
    {
        using var archive = KerasArchiveFile.Open(new KerasZip(ZipDirectory.Read(new MemoryBytes("fuzz.keras", file)), limit: 1 << 20));
        Assert.All(archive.Layers, static layer => Assert.NotNull(layer.Name));
        return [.. archive.Tensors.Select(static t => $"{t} {Convert.ToHexString(t.ToBytes())}")];
    }

    // One to three places of the JSON get another value, one from elsewhere in it, or none.
    private static string Changed(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = Places(root).ToArray();
            var (parent, key, index) = places[random.Next(places.Length)];
            var value = random.Next(4) == 0 ? Value(places[random.Next(places.Length)])?.DeepClone() : Strange(random);
            if (parent is JsonObject entries && random.Next(5) == 0)
                entries.Remove(key!);
            else if (parent is JsonObject others)
                others[key!] = value;
            else if (random.Next(5) == 0)
                parent.AsArray().RemoveAt(index);
            else
                parent.AsArray()[index] = value;
        }
        return root.ToJsonString();
    }

    private static JsonNode? Strange(Random random) => random.Next(14) switch
    {
        0 => null,
        1 => JsonValue.Create(-1),
        2 => JsonValue.Create(0),
        3 => JsonValue.Create(int.MaxValue),
        4 => JsonValue.Create(long.MinValue),
        5 => JsonValue.Create(1e300),
        6 => JsonValue.Create(0.5),
        7 => JsonValue.Create(""),
        8 => JsonValue.Create("relu"),
        9 => JsonValue.Create(true),
        10 => new JsonArray(),
        11 => new JsonArray(null, JsonValue.Create(3), JsonValue.Create("x")),
        12 => new JsonObject(),
        _ => new JsonObject { ["class_name"] = "Dense", ["config"] = null },
    };

    private static JsonNode? Value((JsonNode Parent, string? Key, int Index) place) => place.Key is null ? place.Parent[place.Index] : place.Parent[place.Key];

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode node)
    {
        var pending = new Stack<JsonNode>([node]);
        while (pending.TryPop(out var next))
        {
            foreach (var (key, child) in next is JsonObject entries ? entries.ToArray() : [])
            {
                yield return (next, key, -1);
                if (child is JsonObject or JsonArray)
                    pending.Push(child);
            }
            for (var i = 0; next is JsonArray list && i < list.Count; i++)
            {
                yield return (next, null, i);
                if (list[i] is JsonObject or JsonArray)
                    pending.Push(list[i]!);
            }
        }
    }
}
