using System.Text.Json;
using GenNet.Naming;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the metrics that a config names as C#: <c>Metric.Accuracy</c>.</summary>
internal static class CompiledMetrics
{
    private static readonly Dictionary<string, string> s_metrics = new(StringComparer.Ordinal)
    {
        ["Accuracy"] = "Metric.Accuracy", ["Acc"] = "Metric.Accuracy", ["BinaryAccuracy"] = "new BinaryAccuracy()", ["CategoricalAccuracy"] = "new CategoricalAccuracy()",
        ["SparseCategoricalAccuracy"] = "new SparseCategoricalAccuracy()",
    };

    /// <summary>The metrics, each once: a trainer's are those of every output.</summary>
    /// <param name="metrics">A metric, lists of them, or objects by the outputs' names.</param>
    /// <param name="missing">Takes what GenNet doesn't have.</param>
    public static IReadOnlyList<string> Write(JsonElement metrics, ICollection<string> missing)
    {
        var written = new List<string>();
        foreach (var name in Names(metrics).Distinct(StringComparer.Ordinal))
        {
            if (s_metrics.TryGetValue(PascalCase.Of(name), out var metric))
                written.Add(metric);
            else
                missing.Add($"metric {name}");
        }
        return [.. written.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Names(JsonElement metrics) => metrics.ValueKind switch
    {
        JsonValueKind.String => [metrics.GetString()!],
        JsonValueKind.Array => metrics.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object when KerasObject.TryRead(metrics, out var metric) => [NameOf(metric, metrics)],
        JsonValueKind.Object => metrics.EnumerateObject().SelectMany(static entry => Names(entry.Value)),
        _ => [],
    };

    // A function that tf.keras has wrapped is called by what the user wrote.
    private static string NameOf(KerasObject metric, JsonElement json) => metric.ClassName switch
    {
        "MeanMetricWrapper" => metric.ConfigText("fn") ?? metric.ConfigText("name") ?? metric.ClassName,
        "function" when json.TryGetProperty("config", out var name) && name.ValueKind == JsonValueKind.String => name.GetString()!,
        _ => metric.ClassName,
    };
}
