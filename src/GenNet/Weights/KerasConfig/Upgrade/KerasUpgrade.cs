using System.Text.Json;
using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>
/// Writes the config of a model as Keras 3 would have written it, whichever Keras from 1.0 on did: names of classes and arguments, lists of layers, calls. So nothing else needs to know
/// how older ones looked. What an old config has and Keras 3 hasn't is left as it stands, to be refused by its name.
/// </summary>
internal static class KerasUpgrade
{
    /// <summary>The model in Keras 3's words.</summary>
    /// <param name="model">A model as in <c>config.json</c> or <c>model_config</c>.</param>
    /// <param name="layerNames">Names of its layers in order where the file tells them: those in a Sequential of Keras before 2.2.3 have no name of their own if they are one themselves.</param>
    public static JsonElement ToKeras3(JsonElement model, IReadOnlyList<string>? layerNames = null)
    {
        if (JsonCopy.Of(model) is not JsonObject copy)
            return model;
        Model(copy, layerNames ?? [], FormerKeras.Wrote(copy));
        return JsonCopy.Read(copy);
    }

    /// <summary>The same of a model among the layers of another one, or within a layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layerNames">Names of its layers where the file tells them.</param>
    /// <param name="isFormer">Whether Keras 1 or 2 wrote it.</param>
    public static void Model(JsonObject model, IReadOnlyList<string> layerNames, bool isFormer)
    {
        // Sequential was a bare list before Keras 2.2.3.
        if (model["config"] is JsonArray list)
        {
            model["config"] = null;
            var config = new JsonObject { ["layers"] = list };
            if (JsonCopy.Text(model["name"]) is { } name)
                config["name"] = name;
            model["config"] = config;
        }
        if (model["config"] is not JsonObject { } inner || inner["layers"] is not JsonArray layers)
            return;
        UnnamedModels.Name(layers, layerNames);
        foreach (var layer in layers.OfType<JsonObject>())
        {
            if (IsModel(layer))
            {
                Model(layer, [], isFormer);
                continue;
            }
            foreach (var branch in MergedBranches.Of(layer))
                Model(branch, [], isFormer);
            LayerUpgrade.Apply(layer, isFormer);
        }
        if (JsonCopy.Text(model["class_name"]) == "Sequential")
            MergedBranches.Inline(model, inner, layers);
        foreach (var layer in inner["layers"]!.AsArray().OfType<JsonObject>())
        {
            CallUpgrade.Apply(layer);
            PlainNames.Apply(layer);
        }
        ApplicationLayers.Replace(inner["layers"]!.AsArray());
        LayerActivations.Split(inner, inner["layers"]!.AsArray(), isFormer);
        PlainNames.ApplyToTensors(inner["input_layers"]);
        PlainNames.ApplyToTensors(inner["output_layers"]);
    }

    /// <summary>Whether a layer is a model.</summary>
    public static bool IsModel(JsonObject layer) => layer["config"] is JsonArray || (layer["config"] is JsonObject config && config["layers"] is JsonArray && JsonCopy.Text(layer["class_name"]) != "Merge");
}
