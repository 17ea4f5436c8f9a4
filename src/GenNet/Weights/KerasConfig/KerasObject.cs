using System.Text.Json;

namespace GenNet.Weights.KerasConfig;

/// <summary>A serialized Keras object: <c>{"module": …, "class_name": …, "config": {…}, "registered_name": …}</c>.</summary>
/// <param name="Json">The whole object.</param>
/// <param name="ClassName">Its class, a mere name: no type is ever looked up by it but in GenNet's own tables.</param>
/// <param name="Config">Its config; undefined if it has none.</param>
internal readonly record struct KerasObject(JsonElement Json, string ClassName, JsonElement Config)
{
    /// <summary>Whether the class is Keras' own: its module is, or none is given as in old files, and nothing was registered in its place.</summary>
    public bool IsKerasOwn => Text("module") switch
    {
        null or "keras" or "tf_keras" => Text("registered_name") is null,
        _ => IsInKeras && (Text("registered_name") is not { } registered || registered == ClassName),
    };

    /// <summary>Whether the module is one of Keras' own.</summary>
    public bool IsInKeras => Text("module") is { } module
        && (module is "keras" or "tf_keras" || module.StartsWith("keras.", StringComparison.Ordinal) || module.StartsWith("tf_keras.", StringComparison.Ordinal));

    /// <summary>The module, as <c>keras.layers</c>.</summary>
    public string? Module => Text("module");

    /// <summary>Reads an object with a class name.</summary>
    public static bool TryRead(JsonElement json, out KerasObject value)
    {
        value = default;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("class_name", out var name) || name.ValueKind != JsonValueKind.String)
            return false;
        var config = json.TryGetProperty("config", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        value = new(json, name.GetString()!, config);
        return true;
    }

    /// <summary>An entry of the config; undefined if there is none.</summary>
    public JsonElement Entry(string name) => Config.ValueKind == JsonValueKind.Object && Config.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text of the config; null if there is none.</summary>
    public string? ConfigText(string name) => Entry(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private string? Text(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
