using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Names of layers as Keras 3 takes them. Keras 1 and 2 took slashes and spaces, too: <c>conv1/bn</c> is <c>conv1_bn</c>.</summary>
internal static class PlainNames
{
    /// <summary>The name without them.</summary>
    public static string Of(string name) => string.Create(name.Length, name, static (plain, written) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = written[i] is '/' or '\\' || char.IsWhiteSpace(written[i]) || char.IsControl(written[i]) ? '_' : written[i];
    });

    /// <summary>Gives a layer such a name.</summary>
    public static void Apply(JsonObject layer)
    {
        Rename(layer);
        if (layer["config"] is JsonObject config)
            Rename(config);
    }

    /// <summary>The same for tensors, <c>[layer, node, tensor]</c>, in what a model takes or yields.</summary>
    public static void ApplyToTensors(JsonNode? tensors)
    {
        switch (tensors)
        {
            case JsonArray { Count: 3 } tensor when JsonCopy.Text(tensor[0]) is { } name:
                tensor[0] = Of(name);
                break;
            case JsonArray list:
                foreach (var inner in list)
                    ApplyToTensors(inner);
                break;
            case JsonObject named:
                foreach (var (_, inner) in named)
                    ApplyToTensors(inner);
                break;
        }
    }

    private static void Rename(JsonObject named)
    {
        if (JsonCopy.Text(named["name"]) is { } name && Of(name) is var plain && plain != name)
            named["name"] = plain;
    }
}
