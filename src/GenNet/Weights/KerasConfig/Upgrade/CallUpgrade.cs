using System.Text.Json;
using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>
/// Calls as Keras 3 writes them, <c>{"args": […], "kwargs": {…}}</c>. Keras 1 and 2 have a list of <c>[layer, node, tensor, kwargs]</c> for each, in which tensors that are given by name
/// are such lists, too.
/// </summary>
internal static class CallUpgrade
{
    private static readonly HashSet<string> s_recurrent = ["LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional"];

    /// <summary>Rewrites the calls of <paramref name="layer"/>.</summary>
    public static void Apply(JsonObject layer)
    {
        if (layer["inbound_nodes"] is not JsonArray nodes)
            return;
        if (TensorFlowOperation.Is(layer))
        {
            TensorFlowOperation.Rewrite(layer, nodes);
            return;
        }
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is JsonArray { Count: > 0 } node)
                nodes[i] = Call(JsonCopy.Text(layer["class_name"]) ?? "", node);
        }
    }

    /// <summary>A tensor as Keras 3 writes it; null if <paramref name="json"/> is none of <c>[layer, node, tensor]</c>.</summary>
    public static JsonObject? Tensor(JsonNode? json) =>
        json is JsonArray { Count: 3 or 4 } list && JsonCopy.Text(list[0]) is { } name && name != Constant && JsonCopy.Number(list[1]) is { } && JsonCopy.Number(list[2]) is { }
            ? new()
            {
                ["class_name"] = "__keras_tensor__",
                ["config"] = new JsonObject { ["keras_history"] = new JsonArray(PlainNames.Of(name), list[1]!.DeepClone(), list[2]!.DeepClone()) },
            }
            : null;

    /// <summary>What stands in place of a layer's name where a call is given no tensor.</summary>
    public const string Constant = "_CONSTANT_VALUE";

    /// <summary>A value that is given by name: tensors in it as Keras 3 writes them.</summary>
    public static JsonNode? Value(JsonNode? json) => Tensor(json) ?? json switch
    {
        JsonArray list when JsonCopy.Text(list.FirstOrDefault()) == Constant && list.Count > 2 => Value(list[2]),
        JsonArray list => new JsonArray([.. list.Select(Value)]),
        _ => json?.DeepClone(),
    };

    // One that was called with a list of one tensor can't be told from one that was called with the tensor.
    private static JsonNode Call(string kind, JsonArray node)
    {
        // A node of a single tensor may stand without the list around it.
        var tensors = node.All(static tensor => tensor is JsonArray) ? [.. node.OfType<JsonArray>()] : (JsonArray[])[node];
        var named = new JsonObject();
        foreach (var (name, value) in tensors.Select(static tensor => tensor.Count > 3 ? tensor[3] as JsonObject : null).OfType<JsonObject>().FirstOrDefault() ?? [])
            named[name] = Value(value);
        JsonNode?[] given = [.. tensors.Select(static tensor => (JsonNode?)Tensor(tensor) ?? tensor.DeepClone())];
        if (given.Length > 1 && s_recurrent.Contains(kind))
        {
            named["initial_state"] = new JsonArray(given[1..]);
            given = given[..1];
        }
        return new JsonObject { ["args"] = given.Length == 1 ? new JsonArray(given[0]) : new JsonArray(new JsonArray(given)), ["kwargs"] = named };
    }
}
