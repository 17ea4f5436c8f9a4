using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>
/// A Sequential of Keras 1 that begins with a <c>Merge</c> of other models is a graph: its inputs are theirs. Their layers become the model's own, as Keras 1 has them in its weight files.
/// </summary>
internal static class MergedBranches
{
    private const string Branches = "branches";

    /// <summary>Makes a functional model of such a Sequential.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Its config.</param>
    /// <param name="layers">Its layers.</param>
    public static void Inline(JsonObject model, JsonObject config, JsonArray layers)
    {
        if (layers.Count == 0 || layers[0] is not JsonObject { } first || BranchesOf(first).Length == 0)
            return;
        var (all, inputs) = (new JsonArray(), new JsonArray());
        var last = Chain(layers, all, inputs);
        config["layers"] = all;
        config["input_layers"] = inputs;
        config["output_layers"] = new JsonArray(Tensor(last));
        if (!config.ContainsKey("name"))
            config["name"] = "sequential";
        model["class_name"] = "Functional";
    }

    /// <summary>The models that a layer of Keras 1's merges; none if it merges tensors, or nothing.</summary>
    public static JsonObject[] Of(JsonObject layer)
    {
        if (JsonCopy.Text(layer["class_name"]) == "Merge" && layer["config"] is JsonObject config && config["layers"] is JsonArray branches)
        {
            config.Remove("layers");
            config[Branches] = branches;
        }
        return BranchesOf(layer);
    }

    private static JsonObject[] BranchesOf(JsonObject layer) => layer["config"] is JsonObject config && config[Branches] is JsonArray branches ? [.. branches.OfType<JsonObject>()] : [];

    // A functional model's layers and calls as they stand, or those of a chain.
    private static JsonArray Branch(JsonObject branch, JsonArray all, JsonArray inputs)
    {
        if (branch["config"] is not JsonObject config || config["input_layers"] is not JsonArray given || config["output_layers"] is not JsonArray { Count: > 0 } yielded)
            return Tensor(Chain(LayersOf(branch), all, inputs));
        foreach (var layer in LayersOf(branch))
            all.Add(layer?.DeepClone());
        foreach (var input in given)
            inputs.Add(input?.DeepClone());
        return yielded[0] is JsonArray output ? (JsonArray)output.DeepClone() : (JsonArray)yielded.DeepClone();
    }

    // Adds layers that follow each other; the name of the last.
    private static string Chain(JsonArray layers, JsonArray all, JsonArray inputs)
    {
        string? before = null;
        foreach (var layer in layers.OfType<JsonObject>().Select(static layer => (JsonObject)layer.DeepClone()).ToArray())
        {
            var config = layer["config"] as JsonObject ?? [];
            var name = JsonCopy.Text(layer["name"]) ?? JsonCopy.Text(config["name"]) ?? "";
            var taken = BranchesOf(layer) is { Length: > 0 } branches
                ? new JsonArray([.. branches.Select(branch => Branch(branch, all, inputs))])
                : new JsonArray(Tensor(before ?? Input(layer, name, config, all, inputs)));
            config.Remove(Branches);
            layer["name"] = name;
            if (JsonCopy.Text(layer["class_name"]) == "InputLayer")
            {
                before = name;
                continue;
            }
            layer["inbound_nodes"] = new JsonArray(taken);
            all.Add((JsonNode)layer);
            before = name;
        }
        return before ?? "";
    }

    private static string Input(JsonObject layer, string name, JsonObject config, JsonArray all, JsonArray inputs)
    {
        var isInput = JsonCopy.Text(layer["class_name"]) == "InputLayer";
        var input = isInput ? name : name + "_input";
        var own = isInput ? (JsonObject)config.DeepClone() : new JsonObject { ["batch_shape"] = config["batch_input_shape"]?.DeepClone(), ["dtype"] = config["input_dtype"]?.DeepClone() };
        own["name"] = input;
        all.Add((JsonNode)new JsonObject { ["class_name"] = "InputLayer", ["name"] = input, ["config"] = own, ["inbound_nodes"] = new JsonArray() });
        inputs.Add((JsonNode)Tensor(input));
        return input;
    }

    private static JsonArray LayersOf(JsonObject branch) => branch["config"] is JsonObject config && config["layers"] is JsonArray layers ? layers : [];

    private static JsonArray Tensor(string layer) => new(layer, 0, 0);
}
