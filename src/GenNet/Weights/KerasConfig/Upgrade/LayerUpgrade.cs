using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>Class and arguments of a layer, and of those that it holds, as Keras 3 calls them.</summary>
internal static class LayerUpgrade
{
    /// <summary>Changes <paramref name="layer"/>, which has <c>class_name</c> and <c>config</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="isFormer">Whether Keras 1 or 2 wrote it.</param>
    public static void Apply(JsonObject layer, bool isFormer)
    {
        if (JsonCopy.Text(layer["class_name"]) is not { } written || layer["config"] is not JsonObject config)
            return;
        var kind = FormerClasses.NameOf(written, config);
        FormerArguments.Rename(kind, config);
        FormerValues.Rewrite(kind, config, isFormer);
        FormerArguments.LeaveOutDefaults(kind, config);
        if (FormerClasses.Replace(written, config, isFormer) is { } replaced)
            kind = replaced;
        if (kind != written)
        {
            layer["class_name"] = kind;
            // Such a name would say that the class was someone else's.
            if (layer.ContainsKey("registered_name"))
                layer["registered_name"] = null;
        }
        foreach (var held in Held(config))
        {
            if (KerasUpgrade.IsModel(held))
                KerasUpgrade.Model(held, [], isFormer);
            else
                Apply(held, isFormer);
        }
    }

    private static IEnumerable<JsonObject> Held(JsonObject config)
    {
        foreach (var name in (string[])["layer", "forward_layer", "backward_layer", "cell"])
        {
            if (config[name] is JsonObject held)
                yield return held;
        }
        foreach (var held in config["cells"] is JsonArray cells ? cells.OfType<JsonObject>() : [])
            yield return held;
    }
}
