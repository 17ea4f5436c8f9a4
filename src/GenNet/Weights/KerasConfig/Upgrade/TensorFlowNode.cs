using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>A node of TensorFlow's own graph, as tf.keras 2.0 to 2.3 kept it (<c>TensorFlowOpLayer</c>): <c>node_def</c> names the operation, <c>constants</c> has what isn't a tensor, by its place.</summary>
internal static partial class TensorFlowNode
{
    // By the names of the graph's operations; a second input is given by its position, or by the name that stands here.
    private static readonly Dictionary<string, (string Operation, string? Second)> s_operations = new(StringComparer.Ordinal)
    {
        ["Add"] = ("Add", null), ["AddV2"] = ("Add", null), ["Sub"] = ("Subtract", null), ["Mul"] = ("Multiply", null), ["RealDiv"] = ("TrueDivide", null), ["Div"] = ("TrueDivide", null),
        ["Pow"] = ("Power", null), ["Maximum"] = ("Maximum", null), ["Minimum"] = ("Minimum", null), ["Greater"] = ("Greater", null), ["Less"] = ("Less", null), ["BatchMatMulV2"] = ("Matmul", null),
        ["Neg"] = ("Negative", null), ["Abs"] = ("Absolute", null), ["Square"] = ("Square", null), ["Sqrt"] = ("Sqrt", null), ["Rsqrt"] = ("Rsqrt", null), ["Exp"] = ("Exp", null), ["Log"] = ("Log", null),
        ["Tanh"] = ("Tanh", null), ["Sigmoid"] = ("Sigmoid", null), ["Relu"] = ("Relu", null), ["Relu6"] = ("Relu6", null), ["Softmax"] = ("Softmax", null), ["Softplus"] = ("Softplus", null),
        ["Mean"] = ("Mean", "axis"), ["Sum"] = ("Sum", "axis"), ["Max"] = ("Max", "axis"), ["Min"] = ("Min", "axis"), ["Prod"] = ("Prod", "axis"), ["Reshape"] = ("Reshape", "newshape"),
        ["Transpose"] = ("Transpose", "axes"), ["ExpandDims"] = ("ExpandDims", "axis"), ["Tile"] = ("Tile", "repeats"),
    };

    /// <summary>The call in Keras 3's words; null if no operation does the same.</summary>
    public static OperationCall? Read(JsonObject config, JsonArray node)
    {
        var places = Places(config, [.. node.OfType<JsonArray>()]);
        var name = NameOf(config["node_def"]);
        var named = new JsonObject();
        if (KeepsAxes(config["node_def"]))
            named["keepdims"] = true;
        if (name == "ConcatV2" && places.Count > 1)
        {
            named["axis"] = places[^1];
            return new("Concatenate", [new JsonArray([.. places.Take(places.Count - 1)])], named);
        }
        if (name is null || !s_operations.TryGetValue(name, out var known) || places.Count == 0)
            return null;
        if (known.Second is null || places.Count < 2)
            return new(known.Operation, places, named);
        named[known.Second] = places[1];
        return new(known.Operation, [places[0]], named);
    }

    // Constants stand at their places, tensors at the others in turn.
    private static List<JsonNode?> Places(JsonObject config, JsonArray[] tensors)
    {
        var constants = config["constants"] as JsonObject ?? [];
        var (places, next) = (new List<JsonNode?>(), 0);
        while (places.Count < tensors.Length + constants.Count)
        {
            if (constants[places.Count.ToString(CultureInfo.InvariantCulture)] is { } constant)
                places.Add(constant.DeepClone());
            else if (next < tensors.Length)
                places.Add(CallUpgrade.Value(tensors[next++]));
            else
                break;
        }
        return places;
    }

    private static string? NameOf(JsonNode? definition) => definition is JsonObject entries ? JsonCopy.Text(entries["op"])
        : JsonCopy.Text(definition) is { } text && Operation().Match(text) is { Success: true } found ? found.Groups[1].Value
        : null;

    private static bool KeepsAxes(JsonNode? definition) => definition is JsonObject entries
        ? entries["attr"] is JsonObject attributes && attributes["keep_dims"] is JsonObject keeps && keeps["b"]?.GetValueKind() == System.Text.Json.JsonValueKind.True
        : JsonCopy.Text(definition) is { } text && KeepDims().IsMatch(text);

    [GeneratedRegex("""(?m)^\s*op: "(\w+)"$""", RegexOptions.CultureInvariant)]
    private static partial Regex Operation();

    [GeneratedRegex("""key: "keep_dims"\s+value \{\s+b: true""", RegexOptions.CultureInvariant)]
    private static partial Regex KeepDims();
}
