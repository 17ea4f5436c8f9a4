using System.Text.Json;
using GenNet.Graph;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the method that makes the trainer which the model had in Keras, from the <c>compile_config</c> in its file; or a comment that names what GenNet lacks of it.</summary>
internal static class TrainerWriter
{
    /// <summary>The name of the method.</summary>
    public const string Method = "CreateTrainer";

    /// <summary>Lines of the class, without their indentation; none if the model was never compiled.</summary>
    /// <param name="compiled">Keras' <c>compile_config</c>.</param>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<string> Write(JsonElement compiled, ModelSpec model)
    {
        if (compiled.ValueKind != JsonValueKind.Object || Entry(compiled, "optimizer").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        var missing = new List<string>();
        var optimizer = CompiledOptimizer.Write(Entry(compiled, "optimizer"), missing);
        var losses = CompiledLosses.Write(Entry(compiled, "loss"), model, missing);
        var weights = CompiledLosses.Weights(Entry(compiled, "loss_weights"), model);
        var metrics = CompiledMetrics.Write(Entry(compiled, "metrics"), missing);
        missing.AddRange(model.Layers.Select(static layer => layer.Spec.DTypePolicy).Where(static policy => policy != DTypePolicy.Float32).Distinct().Select(static policy => $"training in {KerasEnum.Name(policy)}"));
        if (missing.Count > 0)
            return [$"// In Keras the model was compiled with what GenNet doesn't have: {string.Join("; ", missing)}."];
        var arguments = losses.Count == 1 && weights.Count == 0
            ? [optimizer, losses[0], .. metrics]
            : (string[])["this", optimizer, $"[{string.Join(", ", losses)}]", weights.Count == 0 ? "null" : $"[{string.Join(", ", weights)}]", .. metrics];
        return
        [
            "/// <summary>The trainer as the model was compiled in Keras.</summary>",
            $"public Trainer {Method}() => {(arguments[0] == "this" ? "new" : "Trainer")}({string.Join(", ", arguments)});",
        ];
    }

    private static JsonElement Entry(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : default;
}
