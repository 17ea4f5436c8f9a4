using System.Text.Json;
using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>JSON that can be changed, made of JSON that was read. Of several entries with one name the last counts, as in Python.</summary>
internal static class JsonCopy
{
    // Models and tensors of Keras 3 lie deeper than those of Keras 2, each by some steps.
    private const int AddedNesting = 2 * KerasConfigFile.DeepestNesting;

    /// <summary>A copy; null for JSON's null.</summary>
    public static JsonNode? Of(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Object when Items(json) is { } items:
                return Of(items);
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var entry in json.EnumerateObject())
                    copy[entry.Name] = Of(entry.Value);
                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. json.EnumerateArray().Select(Of)]);
            default:
                return JsonValue.Create(json);
        }
    }

    // Tuples and shapes as tf.keras writes them in a SavedModel: {"class_name": "__tuple__", "items": [null, 3, 4]}.
    private static JsonElement? Items(JsonElement json) =>
        json.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
        && json.TryGetProperty("class_name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is ("__tuple__" or "TensorShape")
            ? items
            : null;

    /// <summary>The JSON that a changed copy is.</summary>
    public static JsonElement Read(JsonNode json)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
            json.WriteTo(writer);
        return JsonElement.Parse(text.GetBuffer().AsSpan(0, (int)text.Length), new() { MaxDepth = KerasConfigFile.DeepestNesting + AddedNesting });
    }

    /// <summary>The text that <paramref name="json"/> is; null for anything else.</summary>
    public static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The number that <paramref name="json"/> is; null for anything else.</summary>
    public static double? Number(JsonNode? json) => json is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.Deserialize() : null;

    /// <summary>Whether <paramref name="json"/> is the whole number <paramref name="number"/>, a list of it and nothing else, or nothing.</summary>
    public static bool IsAll(JsonNode? json, int number) => json switch
    {
        null => true,
        JsonArray list => list.All(item => Number(item) == number),
        _ => Number(json) == number,
    };

    /// <summary>Whether <paramref name="json"/> is nothing, false, or an empty list or object.</summary>
    public static bool IsNothing(JsonNode? json) => json switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject entries => entries.Count == 0,
        _ => json.GetValueKind() == JsonValueKind.False,
    };

    private static double Deserialize(this JsonValue number) => number.TryGetValue(out JsonElement element) ? element.GetDouble() : double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
