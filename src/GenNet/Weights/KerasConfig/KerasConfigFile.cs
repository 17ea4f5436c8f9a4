using System.IO.Compression;
using System.Text.Json;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// The JSON that describes a Keras model, from a <c>.keras</c> archive (its <c>config.json</c>) or a JSON file. Files are taken as hostile: an
/// archive's size claims are checked before anything is unpacked, and nothing in it is extracted, imported or run.
/// </summary>
internal static class KerasConfigFile
{
    private const int LargestConfig = 16 << 20;
    private const int DeepestNesting = 256;
    private const string ConfigEntry = "config.json";

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    /// <summary>Reads the config in <paramref name="path"/>.</summary>
    /// <exception cref="KerasConfigException">The file is neither a sound archive with a config nor JSON.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static JsonDocument Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        var isArchive = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(ZipSignature);
        file.Position = 0;
        try
        {
            return Parse(isArchive ? Unpack(file) : ReadBounded(file, file.Length));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or InvalidOperationException)
        {
            throw new KerasConfigException($"{path} is no Keras model: {error.Message}");
        }
    }

    private static JsonDocument Parse(byte[] json)
    {
        var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        // Half of a surrogate pair parses, and would throw InvalidOperationException wherever the text is asked for: ask now.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
        while (reader.Read())
        {
            if (reader.ValueIsEscaped)
                _ = reader.GetString();
        }
        return document;
    }

    private static byte[] Unpack(FileStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var entries = archive.Entries.Where(static e => e.FullName == ConfigEntry).ToArray();
        if (entries.Length != 1)
            throw new InvalidDataException($"the archive holds {entries.Length} entries {ConfigEntry} where one is expected");
        using var content = entries[0].Open();
        var json = ReadBounded(content, entries[0].Length);
        return Crc32.Of(json) == entries[0].Crc32 ? json : throw new InvalidDataException($"{ConfigEntry} is damaged: its CRC-32 is another");
    }

    private static byte[] ReadBounded(Stream stream, long length)
    {
        if (length > LargestConfig)
            throw new InvalidDataException($"the config claims {length} bytes, and {LargestConfig} are the most that is read");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw new InvalidDataException($"{ConfigEntry} is larger than the archive's directory says");
    }
}
