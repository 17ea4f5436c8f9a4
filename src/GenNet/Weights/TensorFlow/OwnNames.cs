using System.Text;

namespace GenNet.Weights.TensorFlow;

/// <summary>What GenNet calls the variables of a checkpoint that it writes: TensorFlow's names leave out the models around a layer. A text, each key and each name a line.</summary>
internal static class OwnNames
{
    /// <summary>Its key among the texts of a checkpoint.</summary>
    public const string Key = "gennet_names";

    /// <summary>The text.</summary>
    public static string Write(IEnumerable<(string Key, string Name)> names)
    {
        var text = new StringBuilder();
        foreach (var (key, name) in names)
            text.Append(key).Append('\n').Append(name).Append('\n');
        return text.ToString();
    }

    /// <summary>Names by keys.</summary>
    public static Dictionary<string, string> In(IReadOnlyDictionary<string, string> metadata)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!metadata.TryGetValue(Key, out var text))
            return names;
        var lines = text.Split('\n');
        for (var i = 0; i + 1 < lines.Length; i += 2)
            names[lines[i]] = lines[i + 1];
        return names;
    }
}
