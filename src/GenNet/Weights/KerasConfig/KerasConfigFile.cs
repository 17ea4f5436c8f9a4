using System.Text.Json;
using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasArchive;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// The JSON that describes a Keras model as a <c>.keras</c> archive has it in <c>config.json</c>: from such an archive or a folder of its files, a whole model in HDF5, a SavedModel of
/// tf.keras, or a JSON file. Files are taken as hostile: nothing in one is extracted, imported or run.
/// </summary>
internal static class KerasConfigFile
{
    private const string Needed =
        "a class is written from a model's layers, so it takes the whole model, which model.save(\"name.keras\") writes in Keras, or the text of model.to_json() as a .json file.";

    /// <summary>The most bytes of JSON that are read.</summary>
    public const int Largest = 16 << 20;

    /// <summary>How deep objects and lists may lie in each other.</summary>
    public const int DeepestNesting = 256;

    /// <summary>Reads the config in <paramref name="path"/>.</summary>
    /// <exception cref="KerasConfigException">The file is neither a sound archive with a config nor JSON.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static JsonDocument Read(string path)
    {
        if (Directory.Exists(path))
            return KerasConfigFolder.Read(path);
        using var file = FileBytes.Open(path);
        try
        {
            return WeightFileKinds.Of(file) switch
            {
                WeightFileKind.Zip => KerasArchiveFile.ReadConfig(file),
                WeightFileKind.Hdf5 => ReadHdf5(path),
                _ => Parse(file),
            };
        }
        catch (Exception error) when (error is WeightFileException or JsonException)
        {
            throw new KerasConfigException($"{path} is no Keras model: {(error as WeightFileException)?.Problem ?? error.Message}");
        }
    }

    // The file is opened once more by its reader, which owns what it opens.
    private static JsonDocument ReadHdf5(string path)
    {
        try
        {
            using var file = Hdf5File.Open(path);
            return WholeModelConfig.OfHdf5(file) ?? throw new KerasConfigException($"{path} is an HDF5 file of weights alone: {Needed}");
        }
        catch (WeightFileException error)
        {
            throw new KerasConfigException($"{path} is an HDF5 file that can't be read: {error.Problem}. {char.ToUpperInvariant(Needed[0])}{Needed[1..]}");
        }
    }

    /// <summary>Parses a config.</summary>
    /// <exception cref="JsonException">It is no JSON, nested too deeply, or too long.</exception>
    public static JsonDocument Parse(ByteSource source)
    {
        if (source.Length > Largest)
            throw new JsonException($"it has {source.Length} bytes, and {Largest} are the most that a config is read of");
        var json = source.ReadArray(0, (int)source.Length);
        var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        // Half of a surrogate pair parses, and would throw InvalidOperationException wherever the text is asked for: ask now.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                    _ = reader.GetString();
            }
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException(error.Message, error);
        }
        return document;
    }
}
