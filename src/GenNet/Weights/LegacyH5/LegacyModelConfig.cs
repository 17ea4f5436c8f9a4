using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasConfig;
using GenNet.Weights.KerasConfig.Upgrade;

namespace GenNet.Weights.LegacyH5;

/// <summary>The model that a whole model in HDF5 says it is, in the words of Keras 3.</summary>
internal static class LegacyModelConfig
{
    /// <summary>The attribute with the model.</summary>
    public const string Model = "model_config";

    /// <summary>The attribute with what it was trained by.</summary>
    public const string Training = "training_config";

    private const string Version = "keras_version";
    private const string Weights = "model_weights";
    private const string LayerNames = "layer_names";

    /// <summary>Reads the model.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Text of the attribute.</param>
    /// <exception cref="WeightFileException">It is no JSON.</exception>
    public static JsonElement Read(Hdf5File file, string text)
    {
        var model = Parse(file.File, text, Model);
        if (file.AttributeOf("", Version).Text is not { } version || model.ValueKind != JsonValueKind.Object || JsonCopy.Of(model) is not JsonObject copy)
            return KerasUpgrade.ToKeras3(model, Names(file));
        copy[Version] = version;
        return KerasUpgrade.ToKeras3(JsonCopy.Read(copy), Names(file));
    }

    /// <summary>Reads JSON from an attribute.</summary>
    /// <exception cref="WeightFileException">It is none.</exception>
    public static JsonElement Parse(string file, string text, string attribute)
    {
        try
        {
            using var json = KerasConfigFile.Parse(new MemoryBytes(file, Encoding.UTF8.GetBytes(text)));
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw WeightFileException.Damaged(file, attribute, $"it is no config of a Keras model: {e.Message.TrimEnd('.')}", e);
        }
    }

    // A list that would be too long for one attribute is cut into numbered ones.
    private static List<string> Names(Hdf5File file)
    {
        if (file.AttributeOf(Weights, LayerNames).Texts is { } whole)
            return [.. whole];
        var names = new List<string>();
        for (var part = 0; file.AttributeOf(Weights, LayerNames + part.ToString(CultureInfo.InvariantCulture)).Texts is { } texts; part++)
            names.AddRange(texts);
        return names;
    }
}
