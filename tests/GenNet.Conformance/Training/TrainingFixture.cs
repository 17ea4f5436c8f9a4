using System.Collections.Concurrent;
using System.Text.Json;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Training;

/// <summary>A topic of the folder <c>training</c>: its cases and arrays.</summary>
internal sealed class TrainingFixture : IDisposable
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, JsonElement>> s_cases = new(StringComparer.Ordinal);

    public TrainingFixture(string topic) => Arrays = new FixtureArrays(FixtureTree.PathOf("training", topic + ".safetensors"));

    public FixtureArrays Arrays { get; }

    /// <summary>The ids of all cases; a single empty one where the tree has no such topic, so that a test says so.</summary>
    public static TheoryData<string> Ids(string topic) => FixtureTree.Has("training", topic + ".json")
        ? [.. Cases(topic).Keys]
        : [""];

    /// <summary>A case; skips the test where the tree has none.</summary>
    public static JsonElement Case(string topic, string id)
    {
        if (id.Length == 0)
            Assert.Skip($"The fixture tree has no training/{topic}.json.");
        return Cases(topic)[id];
    }

    /// <summary>A weight for each vector; one for each sample stands for all its vectors, as in Keras.</summary>
    public static float[] Spread(float[] weights, int vectors) =>
        weights.Length == 0 ? [] : [.. weights.SelectMany(w => Enumerable.Repeat(w, vectors / weights.Length))];

    public void Dispose() => Arrays.Dispose();

    private static Dictionary<string, JsonElement> Cases(string topic) => s_cases.GetOrAdd(topic, static name =>
        FixtureTree.Json("training", name + ".json").GetProperty("cases").EnumerateArray().ToDictionary(static c => c.GetProperty("id").GetString()!));
}
