using System.Globalization;
using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Gives models a name that stand in a Sequential of Keras before 2.2.3 without one.</summary>
internal static class UnnamedModels
{
    /// <summary>Names them.</summary>
    /// <param name="layers">The layers of the Sequential.</param>
    /// <param name="known">Names of these layers in their order, or of those without inputs, where the file tells them; empty if not.</param>
    public static void Name(JsonArray layers, IReadOnlyList<string> known)
    {
        var unnamed = layers.OfType<JsonObject>().Where(static layer => layer["config"] is JsonArray && JsonCopy.Text(layer["name"]) is null).ToArray();
        if (unnamed.Length == 0)
            return;
        var taken = layers.OfType<JsonObject>().Select(NameOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var names = InFile([.. layers.OfType<JsonObject>()], known);
        var number = 0;
        foreach (var layer in unnamed)
        {
            var name = names.GetValueOrDefault(layer);
            while (name is null || !taken.Add(name))
                name = "sequential_" + (++number).ToString(CultureInfo.InvariantCulture);
            layer["name"] = name;
        }
    }

    // If the lists agree wherever a name is given.
    private static Dictionary<JsonObject, string> InFile(JsonObject[] layers, IReadOnlyList<string> known)
    {
        var listed = layers.Length == known.Count ? layers : [.. layers.Where(static layer => JsonCopy.Text(layer["class_name"]) != "InputLayer")];
        return listed.Length == known.Count && listed.Zip(known).All(static pair => NameOf(pair.First) is not { } name || name == pair.Second)
            ? listed.Zip(known).ToDictionary(static pair => pair.First, static pair => pair.Second)
            : [];
    }

    private static string? NameOf(JsonObject layer) => JsonCopy.Text(layer["name"]) ?? (layer["config"] is JsonObject config ? JsonCopy.Text(config["name"]) : null);
}
