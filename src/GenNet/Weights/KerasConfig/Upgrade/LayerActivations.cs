using System.Text.Json.Nodes;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>
/// A layer that was given another one as its activation, <c>Dense(8, activation=LeakyReLU(0.1))</c>, is two of them where no activation's name says the same: the second follows each call of
/// the first. Neither has weights by that.
/// </summary>
internal static class LayerActivations
{
    private const string Activation = "activation";

    private static readonly HashSet<string> s_classes = ["LeakyReLU", "ReLU", "ELU", "Softmax"];

    /// <summary>Makes two of each such layer.</summary>
    /// <param name="config">The model's config.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="isFormer">Whether Keras 1 or 2 wrote it.</param>
    public static void Split(JsonObject config, JsonArray layers, bool isFormer)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i] is not JsonObject layer || layer["config"] is not JsonObject own || own[Activation] is not JsonObject { } activation || !MustBeALayer(activation))
                continue;
            var name = JsonCopy.Text(layer["name"]) ?? JsonCopy.Text(own["name"]) ?? "";
            var behind = name + "_" + Activation;
            own[Activation] = "linear";
            var second = (JsonObject)activation.DeepClone();
            (second["config"] as JsonObject ?? [])["name"] = behind;
            second["name"] = behind;
            LayerUpgrade.Apply(second, isFormer);
            if (layer["inbound_nodes"] is JsonArray calls)
            {
                foreach (var other in layers.OfType<JsonObject>())
                    Rename(other["inbound_nodes"], name, behind);
                Rename(config["output_layers"], name, behind);
                second["inbound_nodes"] = new JsonArray([.. Enumerable.Range(0, calls.Count).Select(call => Call(name, call))]);
            }
            layers.Insert(++i, second);
        }
    }

    private static bool MustBeALayer(JsonObject activation)
    {
        if (!s_classes.Contains(JsonCopy.Text(activation["class_name"]) ?? "") || activation["config"] is not JsonObject)
            return false;
        try
        {
            return KerasActivation.Read(Activation, JsonCopy.Read(activation)).Length == 0;
        }
        catch (SpecException)
        {
            return true;
        }
    }

    private static JsonNode Call(string layer, int call) => new JsonObject
    {
        ["args"] = new JsonArray(CallUpgrade.Tensor(new JsonArray(layer, call, 0))),
        ["kwargs"] = new JsonObject(),
    };

    // First outputs of the layer are those of the one behind it.
    private static void Rename(JsonNode? value, string name, string behind)
    {
        switch (value)
        {
            case JsonArray { Count: >= 3 } tensor when JsonCopy.Text(tensor[0]) == name && JsonCopy.Number(tensor[1]) is { }:
                tensor[0] = behind;
                break;
            case JsonArray list:
                foreach (var item in list)
                    Rename(item, name, behind);
                break;
            case JsonObject entries:
                foreach (var (_, item) in entries)
                    Rename(item, name, behind);
                break;
        }
    }
}
