using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>
/// Layers that networks of <c>keras.applications</c> bring themselves, as the operations that they are: the <c>CustomScaleLayer(scale)</c> of InceptionResNetV2 is <c>a + b · scale</c> of the two
/// tensors that it is given, and has no weights.
/// </summary>
internal static class ApplicationLayers
{
    private const string Operations = "keras.src.ops.numpy";

    /// <summary>Replaces each such layer in the list.</summary>
    public static void Replace(JsonArray layers)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i] is JsonObject layer && ScaleOf(layer) is { } scale && Pairs(layer) is { } pairs)
            {
                var name = JsonCopy.Text(layer["name"]) ?? "";
                var scaled = name + "_scaled";
                layers[i] = Operation("Add", name, pairs.Select((pair, call) => (pair.First, Tensor(scaled, call))));
                layers.Insert(i++, Operation("Multiply", scaled, pairs.Select(pair => (pair.Second, scale.DeepClone()))));
            }
        }
    }

    // Of Keras' own class alone: what others call so may be anything.
    private static JsonNode? ScaleOf(JsonObject layer) =>
        JsonCopy.Text(layer["class_name"]) == "CustomScaleLayer"
        && JsonCopy.Text(layer["module"]) is { } module && module.StartsWith("keras.", StringComparison.Ordinal) && module.EndsWith(".applications.inception_resnet_v2", StringComparison.Ordinal)
        && layer["config"] is JsonObject config && JsonCopy.Number(config["scale"]) is not null
            ? config["scale"]
            : null;

    // The two tensors of each call; null where a call isn't given two.
    private static (JsonNode First, JsonNode Second)[]? Pairs(JsonObject layer)
    {
        var calls = layer["inbound_nodes"] is JsonArray nodes ? nodes.Select(static node => (node?["args"] as JsonArray)?.FirstOrDefault() as JsonArray).ToArray() : [];
        return calls.All(static call => call is [{ }, { }])
            ? [.. calls.Select(static call => (call![0]!.DeepClone(), call[1]!.DeepClone()))]
            : null;
    }

    private static JsonNode Tensor(string layer, int call) => CallUpgrade.Tensor(new JsonArray(layer, call, 0))!;

    private static JsonObject Operation(string kind, string name, IEnumerable<(JsonNode First, JsonNode Second)> calls) => new()
    {
        ["module"] = Operations,
        ["class_name"] = kind,
        ["name"] = name,
        ["config"] = new JsonObject { ["name"] = name },
        ["registered_name"] = kind,
        ["inbound_nodes"] = new JsonArray([.. calls.Select(static call => new JsonObject { ["args"] = new JsonArray(call.First, call.Second), ["kwargs"] = new JsonObject() })]),
    };
}
