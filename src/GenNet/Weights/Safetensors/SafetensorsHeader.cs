using System.Text.Json;
using System.Text.Unicode;

namespace GenNet.Weights.Safetensors;

/// <summary>
/// The JSON header of a safetensors file, read as strictly as the safetensors library reads it, and stricter in one thing: no name may
/// occur twice. A document that says two things is read differently by different readers.
/// </summary>
internal sealed class SafetensorsHeader
{
    // serde_json, which the library reads with, stops at this depth too.
    private const int MaxDepth = 128;

    // NumPy has arrays of up to 64 dimensions.
    private const int MostNumbers = 64;

    private readonly List<SafetensorsEntry> _entries = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    public IReadOnlyList<SafetensorsEntry> Entries => _entries;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads a header.</summary>
    /// <exception cref="JsonException">It isn't one.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
            throw new JsonException("the header does not begin with {");
        if (!Utf8.IsValid(json))
            throw new JsonException("the header is not UTF-8");
        var header = new SafetensorsHeader();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            header.ReadTop(ref reader);
            reader.Read();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text has an escape that stands for no character", e);
        }
        return header;
    }

    private void ReadTop(ref Utf8JsonReader reader)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextName(ref reader) is { } name)
        {
            if (!names.Add(name))
                throw new JsonException($"the name {name} occurs twice");
            if (name == "__metadata__")
                ReadMetadata(ref reader);
            else
                _entries.Add(ReadEntry(ref reader, name));
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        Expect(reader, JsonTokenType.StartObject, "__metadata__ must map text to text");
        while (NextName(ref reader) is { } key)
        {
            reader.Read();
            Expect(reader, JsonTokenType.String, "__metadata__ must map text to text");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw new JsonException($"the key {key} occurs twice in __metadata__");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        List<ulong>? shape = null;
        List<ulong>? offsets = null;
        reader.Read();
        Expect(reader, JsonTokenType.StartObject, $"tensor {name} must be an object");
        while (NextName(ref reader) is { } field)
        {
            reader.Read();
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(reader, JsonTokenType.String, $"dtype of tensor {name} must be a text");
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, name, field);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name, field);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw new JsonException($"tensor {name} has two fields {field}");
                default:
                    reader.Skip();
                    break;
            }
        }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw new JsonException($"tensor {name} must have a dtype, a shape and two data_offsets");
        return new(name, type, [.. shape], begin, end);
    }

    private static List<ulong> ReadNumbers(ref Utf8JsonReader reader, string tensor, string field)
    {
        var numbers = new List<ulong>();
        Expect(reader, JsonTokenType.StartArray, $"{field} of tensor {tensor} must be a list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out var number))
                throw new JsonException($"{field} of tensor {tensor} must hold whole numbers from 0 to 2^64 - 1");
            if (numbers.Count == MostNumbers)
                throw new JsonException($"{field} of tensor {tensor} has more than {MostNumbers} numbers");
            numbers.Add(number);
        }
        return numbers;
    }

    private static string? NextName(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? null : reader.GetString();
    }

    private static void Expect(in Utf8JsonReader reader, JsonTokenType type, string otherwise)
    {
        if (reader.TokenType != type)
            throw new JsonException(otherwise);
    }
}
