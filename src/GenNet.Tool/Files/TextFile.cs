using System.Text;
using GenNet.Weights.Saving;

namespace GenNet.Tool.Files;

/// <summary>Text files that the tool writes.</summary>
internal static class TextFile
{
    /// <summary>Saves text as UTF-8, as safely as weights are saved. A file that begins with a byte order mark goes on doing so.</summary>
    /// <exception cref="IOException">The file can't be written; an old one is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to.</exception>
    public static void Save(string path, string text)
    {
        var mark = HasMark(path) ? Encoding.UTF8.GetPreamble() : [];
        FileSaver.Default.Save(path, stream =>
        {
            stream.Write(mark);
            stream.Write(Encoding.UTF8.GetBytes(text));
        });
    }

    private static bool HasMark(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[3];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Encoding.UTF8.GetPreamble());
    }
}
