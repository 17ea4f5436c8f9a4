using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using GenNet.Weights.Saving;

namespace GenNet.Weights.Safetensors;

/// <summary>Writes safetensors files as the library writes them: metadata first, wide elements before narrow ones, then by name.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes a file, replacing an old one only when the new one is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and arrays.</param>
    /// <param name="metadata">Text that belongs to the whole file.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or may not be written to.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, ArrayToWrite> tensors, IReadOnlyDictionary<string, string> metadata) =>
        FileSaver.Default.Save(path, stream => Write(tensors, metadata, stream));

    internal static void Write(IReadOnlyDictionary<string, ArrayToWrite> tensors, IReadOnlyDictionary<string, string> metadata, Stream stream)
    {
        var ordered = tensors.OrderByDescending(static t => t.Value.Type.Size()).ThenBy(static t => t.Key, StringComparer.Ordinal).ToList();
        var header = HeaderOf(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, array) in ordered)
            array.Write(stream);
    }

    private static byte[] HeaderOf(List<KeyValuePair<string, ArrayToWrite>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            long offset = 0;
            foreach (var (name, array) in tensors)
                WriteEntry(json, name, array, ref offset);
            json.WriteEndObject();
        }
        while (header.Length % 8 != 0)
            header.WriteByte((byte)' ');
        return header.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata.OrderBy(static m => m.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, ArrayToWrite array, ref long offset)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", SafetensorsTypes.NameOf(array.Type));
        json.WriteStartArray("shape");
        foreach (var dimension in array.Shape.Dimensions)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += array.Size);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
