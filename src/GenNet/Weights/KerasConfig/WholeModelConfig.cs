using System.Text.Json;
using System.Text.Json.Nodes;
using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasConfig.Upgrade;
using GenNet.Weights.LegacyH5;

namespace GenNet.Weights.KerasConfig;

/// <summary>What files of whole models other than <c>.keras</c> archives say of the model, put together as <c>config.json</c> has it.</summary>
internal static class WholeModelConfig
{
    /// <summary>From a whole model in HDF5; null if the file has weights alone.</summary>
    /// <exception cref="WeightFileException">What it says of the model is damaged.</exception>
    public static JsonDocument? OfHdf5(Hdf5File file) => file.AttributeOf("", LegacyModelConfig.Model).Text is { } model
        ? Of(LegacyModelConfig.Read(file, model), file.AttributeOf("", LegacyModelConfig.Training).Text is { } training ? LegacyModelConfig.Parse(file.File, training, LegacyModelConfig.Training) : default)
        : null;

    /// <summary>A model with what it was trained by.</summary>
    /// <param name="model">Class name and config.</param>
    /// <param name="training">Keras' <c>training_config</c>; undefined if it was never compiled.</param>
    public static JsonDocument Of(JsonElement model, JsonElement training)
    {
        var whole = JsonCopy.Of(model) as JsonObject ?? [];
        if (training.ValueKind == JsonValueKind.Object && JsonCopy.Of(training) is JsonObject compiled)
        {
            if (compiled["optimizer_config"] is { } optimizer)
            {
                compiled.Remove("optimizer_config");
                compiled["optimizer"] = optimizer;
            }
            whole["compile_config"] = compiled;
        }
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
            whole.WriteTo(writer);
        return JsonDocument.Parse(text.ToArray(), new() { MaxDepth = KerasConfigFile.DeepestNesting });
    }
}
