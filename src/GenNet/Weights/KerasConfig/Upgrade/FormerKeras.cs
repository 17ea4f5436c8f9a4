using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Tells configs of Keras 1 and 2 from those of Keras 3.</summary>
internal static class FormerKeras
{
    private const string Version = "keras_version";

    /// <summary>Whether Keras 1 or 2 wrote a model: it says so, or it has what no Keras 3 writes.</summary>
    public static bool Wrote(JsonObject model) => JsonCopy.Text(model[Version]) is { Length: > 1 } version && version[1] == '.'
        ? version[0] is '1' or '2'
        : !model.ContainsKey("module") || HasFormerParts(model);

    private static bool HasFormerParts(JsonObject model) => model["config"] switch
    {
        JsonArray => true,
        JsonObject config => config["layers"] is JsonArray layers && layers.OfType<JsonObject>().Any(IsFormer),
        _ => false,
    };

    // A shape under Keras 2's name, or calls in its form.
    private static bool IsFormer(JsonObject layer) =>
        (layer["config"] is JsonObject config && config.ContainsKey("batch_input_shape"))
        || (layer["inbound_nodes"] is JsonArray { Count: > 0 } nodes && nodes[0] is JsonArray)
        || HasFormerParts(layer);
}
