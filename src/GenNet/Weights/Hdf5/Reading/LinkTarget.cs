using System.Text;

namespace GenNet.Weights.Hdf5;

/// <summary>What a link says of its target, for messages: it is never followed, so anything may stand there.</summary>
internal static class LinkTarget
{
    private const int LongestShown = 200;

    /// <summary>A path, up to its NUL.</summary>
    public static string Show(ReadOnlySpan<byte> path)
    {
        var end = path.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? path : path[..end]);
        var shown = text.Length > LongestShown ? text[..LongestShown] + "…" : text;
        return string.Concat(shown.Select(static c => char.IsControl(c) ? '\uFFFD' : c));
    }

    /// <summary>Flags, a file's name, and a path in that file.</summary>
    public static string ShowExternal(ReadOnlySpan<byte> value)
    {
        var file = value.IsEmpty ? value : value[1..];
        var end = file.IndexOf((byte)0);
        return end < 0 ? $"the file {Show(file)}" : $"{Show(file[(end + 1)..])} of the file {Show(file)}";
    }
}
