using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>
/// Calls of TensorFlow's own functions in a graph of tf.keras (<c>TFOpLambda</c>, <c>SlicingOpLambda</c>) as the operations of <c>keras.ops</c> that do the same.
/// </summary>
internal static class TensorFlowOperation
{
    private const string Module = "keras.src.ops.numpy";

    /// <summary>Whether <paramref name="layer"/> is such a call.</summary>
    public static bool Is(JsonObject layer) => JsonCopy.Text(layer["class_name"]) is "TFOpLambda" or "SlicingOpLambda" or "TensorFlowOpLayer";

    /// <summary>Rewrites it; it is left as it stands where no operation does the same.</summary>
    public static void Rewrite(JsonObject layer, JsonArray nodes)
    {
        var config = layer["config"] as JsonObject ?? [];
        var calls = nodes.OfType<JsonArray>().Select(node => JsonCopy.Text(layer["class_name"]) == "TensorFlowOpLayer"
            ? TensorFlowNode.Read(config, node)
            : Read(JsonCopy.Text(config["function"]) ?? "", node)).ToArray();
        if (calls.Length == 0 || calls.Any(static call => call is null))
            return;
        layer["module"] = Module;
        layer["class_name"] = calls[0]!.Name;
        layer["config"] = new JsonObject { ["name"] = config["name"]?.DeepClone() };
        layer["inbound_nodes"] = new JsonArray([.. calls.Select(static call => new JsonObject { ["args"] = new JsonArray([.. call!.Arguments]), ["kwargs"] = call.Named })]);
    }

    private static OperationCall? Read(string function, JsonArray node)
    {
        if (TensorFlowFunctions.Find(function) is not { } form)
            return null;
        var tensors = node.All(static tensor => tensor is JsonArray) ? [.. node.OfType<JsonArray>()] : (JsonArray[])[node];
        var given = tensors.Select(static tensor => tensor.Count > 3 ? tensor[3] as JsonObject : null).OfType<JsonObject>().FirstOrDefault() ?? [];
        JsonNode?[] first = [.. tensors.Select(CallUpgrade.Value)];
        var arguments = new List<JsonNode?> { form.TakesList ? new JsonArray(first) : first[0] };
        if (!form.TakesList)
            arguments.AddRange(first[1..]);
        var named = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (name == "name" || value is null)
                continue;
            if (form.Positional.Contains(name))
                arguments.Add(CallUpgrade.Value(value));
            else if (name == "slice_spec" && value is JsonArray items)
                arguments.Add(new JsonArray([.. items.Select(Slice)]));
            else
                named[form.Named.FirstOrDefault(renamed => renamed.Former == name) is { Name: { } renamed } ? renamed : name] = CallUpgrade.Value(value);
        }
        form.Mend?.Invoke(named);
        return new(form.Operation, arguments, named);
    }

    private static JsonNode? Slice(JsonNode? item) => item is JsonObject range && range.ContainsKey("start")
        ? new JsonObject { ["class_name"] = "__slice__", ["config"] = new JsonObject { ["start"] = range["start"]?.DeepClone(), ["stop"] = range["stop"]?.DeepClone(), ["step"] = range["step"]?.DeepClone() } }
        : item is JsonObject ? new JsonObject { ["class_name"] = "__ellipsis__", ["config"] = new JsonObject() } : item?.DeepClone();
}

/// <summary>A call of an operation of <c>keras.ops</c>.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Arguments">What it is given by position.</param>
/// <param name="Named">What it is given by name.</param>
internal sealed record OperationCall(string Name, IReadOnlyList<JsonNode?> Arguments, JsonObject Named);
