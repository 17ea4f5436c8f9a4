using System.Text.Json;

namespace GenNet.Weights.KerasConfig;

/// <summary>The tensors that calls and outputs of a functional model's config take.</summary>
internal static class TakenTensors
{
    private const string History = "keras_history";

    /// <summary>All of them, as often as they are taken.</summary>
    public static IEnumerable<KerasTensor> In(KerasObject model)
    {
        foreach (var layer in model.Entry("layers").EnumerateArray())
        {
            if (layer.ValueKind == JsonValueKind.Object && layer.TryGetProperty("inbound_nodes", out var nodes))
            {
                foreach (var tensor in Within(nodes))
                    yield return tensor;
            }
        }
        foreach (var tensor in Listed(model.Entry("output_layers")))
            yield return tensor;
    }

    private static IEnumerable<KerasTensor> Within(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty(History, out var history) => Listed(history),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static entry => Within(entry.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Within),
        _ => [],
    };

    // [layer, node, tensor], or lists of that.
    private static IEnumerable<KerasTensor> Listed(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() == 3 && value[0].ValueKind == JsonValueKind.String => [KerasTensor.Of(value)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Listed),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static entry => Listed(entry.Value)),
        _ => [],
    };
}
