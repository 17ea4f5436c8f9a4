using System.Text;

namespace GenNet.Weights.Hdf5;

/// <summary>What links say of their targets. It is never followed here, so anything may stand there.</summary>
internal static class LinkTarget
{
    private const int LongestShown = 200;

    /// <summary>A path, up to its NUL.</summary>
    public static Hdf5Link Soft(ReadOnlySpan<byte> path) => new(Hdf5LinkKind.Soft, TextOf(path));

    /// <summary>Flags, a file's name, and a path in that file.</summary>
    public static Hdf5Link External(ReadOnlySpan<byte> value)
    {
        var file = value.IsEmpty ? value : value[1..];
        var end = file.IndexOf((byte)0);
        return new(Hdf5LinkKind.External, end < 0 ? "" : TextOf(file[(end + 1)..]), TextOf(file));
    }

    /// <summary>A link as a noun, for messages: <c>a soft link to /layers/dense</c>.</summary>
    public static string Describe(Hdf5Link link) => link switch
    {
        { Kind: Hdf5LinkKind.Soft } => $"a soft link to {Show(link.Target)}",
        { Kind: Hdf5LinkKind.UserDefined } => $"a link of the user-defined type {Show(link.Target)}",
        { Target.Length: 0 } => $"an external link to the file {Show(link.File!)}",
        _ => $"an external link to {Show(link.Target)} of the file {Show(link.File!)}",
    };

    private static string TextOf(ReadOnlySpan<byte> path)
    {
        var end = path.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? path : path[..end]);
    }

    private static string Show(string text)
    {
        var shown = text.Length > LongestShown ? text[..LongestShown] + "…" : text;
        return string.Concat(shown.Select(static c => char.IsControl(c) ? '\uFFFD' : c));
    }
}
