using System.Text.Json;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Layers;

/// <summary>One case of a file <c>layers/&lt;Class&gt;.json</c>: a layer's config, what it is called with, and what Keras computed.</summary>
internal sealed class LayerCase
{
    private readonly JsonElement _json;

    private LayerCase(string kind, JsonElement json)
    {
        Kind = kind;
        _json = json;
        Id = json.GetProperty("id").GetString()!;
    }

    /// <summary>Keras' class name.</summary>
    public string Kind { get; }

    /// <summary>Prefix of the case's arrays.</summary>
    public string Id { get; }

    /// <summary>The whole Keras config.</summary>
    public JsonElement Config => _json.GetProperty("config");

    /// <summary>The call argument that each input is given as.</summary>
    public string[] CallArguments => [.. Call.GetProperty("arguments").EnumerateArray().Select(static a => a.GetString()!)];

    /// <summary>Shapes of the inputs, batch first.</summary>
    public int[][] InputShapes => [.. _json.GetProperty("inputs").EnumerateArray().Select(static s => s.EnumerateArray().Select(static d => d.GetInt32()).ToArray())];

    /// <summary>Number of outputs; those of a random layer, of which there are no numbers, aren't listed.</summary>
    public int OutputCount => _json.TryGetProperty("outputs", out var outputs) ? outputs.GetArrayLength() : 1;

    /// <summary>Whether the layer is called in training mode.</summary>
    public bool Training => Call.GetProperty("training").GetBoolean();

    /// <summary>How often the layer is called with the same inputs; the numbers are those of the last call.</summary>
    public int Calls => Call.TryGetProperty("calls", out var calls) ? calls.GetInt32() : 1;

    /// <summary>Whether the layer has taken mean and variance from the inputs before.</summary>
    public bool Adapts => Call.TryGetProperty("adapt", out var adapts) && adapts.GetBoolean();

    /// <summary>What else the call is given: <c>adapt</c>, <c>use_causal_mask</c>, …</summary>
    public string[] OtherCallSettings => [.. Call.EnumerateObject().Select(static p => p.Name).Where(static n => n is not ("arguments" or "training" or "calls"))];

    /// <summary>Truth values that the call is given: <c>use_causal_mask</c>.</summary>
    public IReadOnlyDictionary<string, bool> Settings => Call.EnumerateObject()
        .Where(static p => p is { Name: not ("training" or "adapt"), Value.ValueKind: JsonValueKind.True or JsonValueKind.False }).ToDictionary(static p => p.Name, static p => p.Value.GetBoolean());

    /// <summary>Whether outputs are copies or constants and compare equal.</summary>
    public bool IsExact => Text("tolerance") == "exact";

    /// <summary>Whether the reference itself was computed in float32.</summary>
    public bool IsFloat32Reference => Text("tolerance") == "float32" || Text("reference")?.StartsWith("float32", StringComparison.Ordinal) == true;

    /// <summary>What the draws of a random layer must look like; null for other layers.</summary>
    public JsonElement? Statistics => _json.TryGetProperty("statistics", out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>All classes of layers in the fixtures, sorted.</summary>
    public static IReadOnlyList<string> Kinds { get; } = FixtureTree.Has("layers")
        ? [.. Directory.GetFiles(FixtureTree.PathOf("layers"), "*.json").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
        : [];

    private JsonElement Call => _json.GetProperty("call");

    /// <summary>All cases of a class.</summary>
    public static IReadOnlyList<LayerCase> Of(string kind) =>
        [.. FixtureTree.Json("layers", kind + ".json").GetProperty("cases").EnumerateArray().Select(json => new LayerCase(kind, json))];

    /// <summary>Opens the arrays of the case's class.</summary>
    public FixtureArrays OpenArrays() => new(FixtureTree.PathOf("layers", Kind + ".safetensors"));

    /// <summary>Whether Keras differentiates the layer at all: it doesn't those that encode whole numbers.</summary>
    public bool HasGradients
    {
        get
        {
            using var arrays = OpenArrays();
            return arrays.Has($"{Id}/grad_output/0");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Id}";

    private string? Text(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
