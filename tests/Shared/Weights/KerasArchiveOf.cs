using System.IO.Compression;
using System.Text.Json.Nodes;
using GenNet.Contracts;

namespace GenNet.TestSupport;

/// <summary>Writes a Sequential class as Keras 3 saves it whole. Keras' arguments are those of the class's contract, and what its variables' shapes show.</summary>
internal static class KerasArchiveOf
{
    /// <summary>Writes the archive.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="weights">Its weights, as Keras saves them.</param>
    public static void Write(Model model, string path, string weights)
    {
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(archive, "metadata.json", """{"keras_version": "3.8.0", "date_saved": "2025-01-31@12:00:00"}""");
        Add(archive, "config.json", Config(model).ToJsonString());
        archive.CreateEntryFromFile(weights, "model.weights.h5", CompressionLevel.NoCompression);
    }

    private static JsonObject Config(Model model)
    {
        var contract = WeightContract.Parse(model.Description.Contract).Contract!.Current;
        var given = model.Description.Inputs[0];
        var shape = new JsonArray([null, .. given.Shape.Dimensions.Select((d, axis) => given.HasRunTimeLength && axis == 0 ? null : (JsonNode)d)]);
        var input = Layer("InputLayer", new() { ["batch_shape"] = shape, ["dtype"] = "float32", ["name"] = model.Description.Inputs[0].KerasName });
        return Object("keras", "Sequential", new()
        {
            ["name"] = model.Description.KerasName,
            ["layers"] = new JsonArray([input, .. contract.Layers.Select(static layer => (JsonNode)Layer(layer.Kind, ConfigOf(layer)))]),
        });
    }

    private static JsonObject ConfigOf(ContractLayer layer)
    {
        var config = new JsonObject { ["name"] = layer.Name };
        foreach (var argument in layer.Arguments)
            config[argument.Name] = argument.Value is "true" or "false" || double.TryParse(argument.Value, System.Globalization.CultureInfo.InvariantCulture, out _) ? JsonNode.Parse(argument.Value) : argument.Value;
        bool Has(string variable) => layer.Variables.Any(v => v.Name == variable);
        switch (layer.Kind)
        {
            case "Dense":
                (config["units"], config["use_bias"]) = (layer.Variables[0].Shape[-1], Has("bias"));
                break;
            case "BatchNormalization" or "LayerNormalization":
                (config["scale"], config["center"]) = (Has("gamma"), Has("beta"));
                break;
            case "Flatten":
                break;
            case "Dropout":
                config["rate"] = layer.TrainingOnly ? 0.5 : 0.0;
                break;
            default:
                throw new NotSupportedException(layer.Kind);
        }
        return config;
    }

    private static JsonObject Layer(string kind, JsonObject config) => Object("keras.layers", kind, config);

    private static JsonObject Object(string module, string kind, JsonObject config) =>
        new() { ["module"] = module, ["class_name"] = kind, ["config"] = config, ["registered_name"] = null };

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
        writer.Write(text);
    }
}
