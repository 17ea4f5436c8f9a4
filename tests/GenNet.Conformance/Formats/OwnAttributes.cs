namespace GenNet.Conformance.Formats;

/// <summary>Attributes gennet_… say which model and contract a file was written by, and what variables are called.</summary>
internal static class OwnAttributes
{
    /// <summary>What h5dump says of a file without them.</summary>
    public static string Without(string dump)
    {
        var lines = dump.Split('\n').ToList();
        for (var start = lines.FindIndex(IsOwn); start >= 0; start = lines.FindIndex(IsOwn))
        {
            var end = new string(' ', lines[start].IndexOf('A', StringComparison.Ordinal)) + "}";
            lines.RemoveRange(start, lines.FindIndex(start, line => line.TrimEnd() == end) - start + 1);
        }
        return string.Join('\n', lines);

        static bool IsOwn(string line) => line.TrimStart().StartsWith("ATTRIBUTE \"gennet_", StringComparison.Ordinal);
    }
}
