using System.Text.Json;
using GenNet.Weights.KerasArchive;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// The JSON that describes a Keras model, from a <c>.keras</c> archive (its <c>config.json</c>) or a JSON file. Files are taken as hostile: nothing in one is
/// extracted, imported or run.
/// </summary>
internal static class KerasConfigFile
{
    /// <summary>The most bytes of JSON that are read.</summary>
    public const int Largest = 16 << 20;

    private const int DeepestNesting = 256;

    /// <summary>Reads the config in <paramref name="path"/>.</summary>
    /// <exception cref="KerasConfigException">The file is neither a sound archive with a config nor JSON.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static JsonDocument Read(string path)
    {
        using var file = FileBytes.Open(path);
        try
        {
            return WeightFileKinds.Of(file) == WeightFileKind.Zip ? KerasArchiveFile.ReadConfig(file) : Parse(file);
        }
        catch (Exception error) when (error is WeightFileException or JsonException)
        {
            throw new KerasConfigException($"{path} is no Keras model: {(error as WeightFileException)?.Problem ?? error.Message}");
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
