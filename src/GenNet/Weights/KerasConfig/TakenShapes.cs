using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Shapes of tensors as Keras 3 notes them where calls take them, so that what a layer yields is known without knowing the layer.</summary>
internal static class TakenShapes
{
    /// <summary>Shapes of first outputs, without the batch, by the layers' names.</summary>
    public static IReadOnlyDictionary<string, TensorShape> In(KerasObject model)
    {
        var shapes = new Dictionary<string, TensorShape>(StringComparer.Ordinal);
        foreach (var layer in model.Entry("layers").ValueKind == JsonValueKind.Array ? model.Entry("layers").EnumerateArray() : default)
        {
            if (layer.ValueKind == JsonValueKind.Object && layer.TryGetProperty("inbound_nodes", out var nodes))
                Add(nodes, shapes);
        }
        return shapes;
    }

    private static void Add(JsonElement value, Dictionary<string, TensorShape> shapes)
    {
        if (KerasTensor.IsTensor(value) && KerasObject.TryRead(value, out var tensor))
        {
            if (tensor.Entry("keras_history") is { ValueKind: JsonValueKind.Array } history && history.GetArrayLength() == 3 && history[0].ValueKind == JsonValueKind.String
                && history[2].ValueKind == JsonValueKind.Number && history[2].GetDouble() == 0 && ShapeOf(tensor.Entry("shape")) is { } shape)
                shapes.TryAdd(history[0].GetString()!, shape);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Add(item, shapes);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in value.EnumerateObject())
                Add(entry.Value, shapes);
        }
    }

    private static TensorShape? ShapeOf(JsonElement shape)
    {
        if (shape.ValueKind != JsonValueKind.Array || shape.GetArrayLength() == 0)
            return null;
        var dimensions = new int[shape.GetArrayLength() - 1];
        for (var i = 0; i < dimensions.Length; i++)
        {
            if (shape[i + 1].ValueKind != JsonValueKind.Number || !shape[i + 1].TryGetInt32(out dimensions[i]) || dimensions[i] < 1)
                return null;
        }
        return TensorShape.Of(dimensions);
    }
}
