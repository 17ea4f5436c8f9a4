using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace GenNet.Weights.Npz;

/// <summary>
/// Text that belongs to a whole archive. NumPy has no place for any, and takes every file in the archive for an array: GenNet notes its own in the archive's comment, where NumPy doesn't look. It is
/// <c>gennet:</c> and an object of texts in JSON, packed (zlib) and in Base64, since a comment has at most 65535 bytes.
/// </summary>
internal static class NpzMetadata
{
    private const int LongestComment = ushort.MaxValue;
    private const int Largest = 16 << 20;
    private const int DeepestNesting = 2;

    // Other programs leave other comments.
    private static ReadOnlySpan<byte> Beginning => "gennet:"u8;

    /// <summary>The texts in a comment; none if it isn't GenNet's.</summary>
    /// <param name="comment">The comment.</param>
    /// <param name="file">The archive, for errors.</param>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlySpan<byte> comment, string file)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!comment.StartsWith(Beginning))
            return texts;
        try
        {
            using var json = JsonDocument.Parse(Unpacked(comment[Beginning.Length..]), new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
            foreach (var text in json.RootElement.EnumerateObject())
                texts.Add(text.Name, text.Value.GetString() ?? "");
            return texts;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidDataException or FormatException)
        {
            throw WeightFileException.Damaged(file, null, $"the note of GenNet's in the archive's comment is damaged: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>The comment.</summary>
    /// <exception cref="ArgumentException">The texts are too long.</exception>
    public static string Write(IReadOnlyDictionary<string, string> texts)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        using (var json = new Utf8JsonWriter(deflate))
        {
            json.WriteStartObject();
            foreach (var (name, text) in texts.OrderBy(static text => text.Key, StringComparer.Ordinal))
                json.WriteString(name, text);
            json.WriteEndObject();
        }
        var comment = Encoding.ASCII.GetString(Beginning) + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
        return comment.Length <= LongestComment ? comment : throw new ArgumentException(
            $"The weight contract and {nameof(SaveOptions)}.{nameof(SaveOptions.Metadata)} take {comment.Length} bytes, packed, and a .npz file has room for {LongestComment}. Keep less, or save as safetensors. Nothing was saved.", "options");
    }

    private static byte[] Unpacked(ReadOnlySpan<byte> text)
    {
        var packed = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, packed, out _, out var length) != System.Buffers.OperationStatus.Done)
            throw new FormatException("it is no Base64");
        using var deflate = new ZLibStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
        using var all = new MemoryStream();
        var block = new byte[64 << 10];
        for (int count; (count = deflate.Read(block)) > 0;)
        {
            all.Write(block.AsSpan(0, count));
            if (all.Length > Largest)
                throw new InvalidDataException($"it unpacks to more than {Largest} bytes");
        }
        return all.ToArray();
    }
}
