using System.Text.Json;

namespace GenNet.Weights.Shards;

/// <summary>
/// The index of weights that lie in several files, <c>{"metadata": …, "weight_map": {"&lt;name&gt;": "&lt;file&gt;"}}</c>: Keras' <c>.weights.json</c> and
/// <c>model.safetensors.index.json</c>. The files lie beside it.
/// </summary>
internal sealed class ShardIndex
{
    private const string Map = "weight_map";
    private const int Largest = 64 << 20;
    private const int MostFiles = 10_000;
    private const int DeepestNesting = 16;
    private const int LongestLook = 4 << 10;

    private ShardIndex(string file, IReadOnlyList<string> files, IReadOnlyDictionary<string, IReadOnlyList<string>> places)
    {
        File = file;
        Files = files;
        Places = places;
    }

    /// <summary>The index.</summary>
    public string File { get; }

    /// <summary>Names of the files, in the order in which they are met.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The files of each group or array: one, or for a group of Keras' several.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Places { get; }

    /// <summary>Whether text is such an index: a JSON object that says which weight lies where.</summary>
    public static bool Is(ByteSource bytes)
    {
        var start = bytes.ReadArray(0, (int)Math.Min(bytes.Length, LongestLook)).AsSpan().TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] != '{')
            return false;
        if (start.IndexOf("\"weight_map\""u8) >= 0)
            return true;
        // Keras writes the map last, behind metadata of any length.
        var tail = (int)Math.Min(bytes.Length, Largest);
        return start.IndexOf("\"metadata\""u8) >= 0 && bytes.ReadArray(0, tail).AsSpan().IndexOf("\"weight_map\""u8) >= 0;
    }

    /// <summary>Reads an index.</summary>
    /// <exception cref="WeightFileException">It is damaged, or names files that are not beside it.</exception>
    public static ShardIndex Read(ByteSource bytes)
    {
        if (bytes.Length > Largest)
            throw WeightFileException.Damaged(bytes.File, null, $"an index of {bytes.Length} bytes is not possible, {Largest} are");
        try
        {
            using var json = JsonDocument.Parse(bytes.ReadArray(0, (int)bytes.Length), new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
            return Read(bytes.File, json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw WeightFileException.Damaged(bytes.File, null, $"it is no index of weight files: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static ShardIndex Read(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Map, out var map) || map.ValueKind != JsonValueKind.Object)
            throw WeightFileException.Damaged(file, null, $"its {Map} is no object");
        var places = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var files = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            var names = NamesOf(file, entry);
            places.Add(entry.Name, names);
            foreach (var name in names.Where(known.Add))
                files.Add(name);
        }
        if (files.Count == 0)
            throw WeightFileException.Damaged(file, Map, "it names no file");
        if (files.Count > MostFiles)
            throw WeightFileException.Damaged(file, Map, $"it names {files.Count} files, and {MostFiles} are the most that are opened");
        return new(file, files, places);
    }

    private static string[] NamesOf(string file, JsonProperty entry)
    {
        var names = entry.Value.ValueKind switch
        {
            JsonValueKind.String => [entry.Value.GetString()!],
            JsonValueKind.Array when entry.Value.EnumerateArray().All(static name => name.ValueKind == JsonValueKind.String) =>
                entry.Value.EnumerateArray().Select(static name => name.GetString()!).ToArray(),
            _ => throw WeightFileException.Damaged(file, entry.Name, $"{Map} gives no name of a file for it"),
        };
        return Array.Find(names, static name => !IsBeside(name)) is not { } outside
            ? names
            : throw new WeightFileException(file, entry.Name, $"its file is called \"{outside}\", and only files beside the index are read", "Put the files beside the index, and name them in it without folders.");
    }

    // A stranger's index reads no file elsewhere.
    private static bool IsBeside(string name) => name.Length > 0 && name is not ("." or "..") && name.AsSpan().IndexOfAny("/\\:\0") < 0;
}
