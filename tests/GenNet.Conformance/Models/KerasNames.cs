using System.Text.Json;
using GenNet.TestSupport;

namespace GenNet.Conformance.Models;

/// <summary>What the fixtures call what is in a model.</summary>
internal static class KerasNames
{
    /// <summary>Variables, by their paths in Keras 3's files.</summary>
    public static Dictionary<string, string> OfVariables(string name) => FixtureTree.Has("models", name, "model.json")
        ? FixtureTree.Json("models", name, "model.json").GetProperty("variables").EnumerateArray()
            .ToDictionary(static v => v.GetProperty("keras3_path").GetString()!, static v => v.GetProperty("key").GetString()!, StringComparer.Ordinal)
        : [];

    /// <summary>Outputs; null where nothing says it.</summary>
    public static string[]? OfOutputs(string name) => FixtureTree.Has("models", name, "model.json")
        ? [.. FixtureTree.Json("models", name, "model.json").GetProperty("outputs").EnumerateArray().Select(static output => output.GetProperty("name").GetString()!)]
        : null;
}
