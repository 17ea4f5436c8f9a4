using System.Text.Json;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the losses that a config names as C#: <c>Loss.BinaryCrossentropy</c>, <c>new BinaryCrossentropy(fromLogits: true)</c>.</summary>
internal static class CompiledLosses
{
    private static readonly Dictionary<string, string[]> s_losses = new(StringComparer.Ordinal)
    {
        ["SparseCategoricalCrossentropy"] = ["from_logits", "ignore_class"],
        ["CategoricalCrossentropy"] = ["from_logits", "label_smoothing"],
        ["BinaryCrossentropy"] = ["from_logits", "label_smoothing"],
        ["MeanSquaredError"] = [],
    };

    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.OrdinalIgnoreCase) { ["mse"] = "MeanSquaredError" };

    // What they are called, how a batch becomes a number by default, and the axis that all have.
    private static readonly HashSet<string> s_withoutEffect = ["name", "fn", "axis", "dtype"];

    private static readonly HashSet<string> s_defaultReductions = ["auto", "sum_over_batch_size"];

    /// <summary>One loss of all outputs, or one of each in the model's order.</summary>
    /// <param name="loss">A loss, a list of them, or an object by the outputs' names.</param>
    /// <param name="model">The model.</param>
    /// <param name="missing">Takes what GenNet doesn't have.</param>
    public static IReadOnlyList<string> Write(JsonElement loss, ModelSpec model, ICollection<string> missing)
    {
        var each = loss.ValueKind switch
        {
            JsonValueKind.Array => [.. loss.EnumerateArray()],
            JsonValueKind.Object when !KerasObject.TryRead(loss, out _) => OfOutputs(loss, model),
            _ => (JsonElement[])[loss],
        };
        return [.. each.Select(one => Write(one, missing))];
    }

    /// <summary>Factors of the losses in the model's order; none if all are 1.</summary>
    public static IReadOnlyList<string> Weights(JsonElement weights, ModelSpec model)
    {
        JsonElement[] each = weights.ValueKind switch
        {
            JsonValueKind.Array => [.. weights.EnumerateArray()],
            JsonValueKind.Object => OfOutputs(weights, model),
            _ => [],
        };
        return each.All(static weight => weight.ValueKind == JsonValueKind.Number) && each.Any(static weight => weight.GetDouble() != 1)
            ? [.. each.Select(static weight => ArgumentValue.Of(Convert.ToDouble(KerasArguments.Number(weight), System.Globalization.CultureInfo.InvariantCulture)).CSharp)]
            : [];
    }

    // Keras' names of outputs are those of the layers that yield them.
    private static JsonElement[] OfOutputs(JsonElement byName, ModelSpec model) =>
        [.. model.Outputs.Select(output => model.ProducerOf(output.Value) is { Layer: >= 0 } call && byName.TryGetProperty(model.Layers[call.Layer].KerasName, out var value) ? value : default)];

    private static string Write(JsonElement loss, ICollection<string> missing)
    {
        var isObject = KerasObject.TryRead(loss, out var value);
        var written = isObject ? value.ClassName == "function" && loss.TryGetProperty("config", out var function) && function.ValueKind == JsonValueKind.String ? function.GetString() ?? "" : value.ClassName : loss.ValueKind == JsonValueKind.String ? loss.GetString()! : "";
        var name = s_aliases.GetValueOrDefault(written, PascalCase.Of(written));
        if (!s_losses.TryGetValue(name, out var arguments))
        {
            missing.Add(loss.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "no loss of an output" : $"loss {(written.Length == 0 ? KerasArguments.Shortened(loss) : written)}");
            return "";
        }
        var given = new List<string>();
        foreach (var entry in isObject && value.Config.ValueKind == JsonValueKind.Object ? value.Config.EnumerateObject() : default)
        {
            if (entry.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False || s_withoutEffect.Contains(entry.Name) || IsZero(entry.Value))
                continue;
            if (arguments.Contains(entry.Name))
                given.Add($"{PascalCase.Camel(entry.Name)}: {(entry.Value.ValueKind == JsonValueKind.True ? "true" : Number(entry.Value))}");
            else if (entry.Name == "reduction" && entry.Value.ValueKind == JsonValueKind.String && Reduction(entry.Value.GetString()!) is { } reduction)
                given.AddRange(reduction.Length == 0 ? [] : [reduction]);
            else
                missing.Add($"{name} with {entry.Name} {KerasArguments.Shortened(entry.Value)}");
        }
        return given.Count == 0 ? $"Loss.{name}" : $"new {name}({string.Join(", ", given)})";
    }

    private static bool IsZero(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.GetDouble() == 0;

    private static string Number(JsonElement value) => KerasArguments.Number(value) is long whole ? ArgumentValue.Of(whole).CSharp : ArgumentValue.Of(value.GetDouble()).CSharp;

    private static string? Reduction(string name) => s_defaultReductions.Contains(name) ? "" : name switch
    {
        "sum" => "reduction: LossReduction.Sum",
        "mean_with_sample_weight" => "reduction: LossReduction.MeanWithSampleWeight",
        _ => null,
    };
}
