namespace GenNet.Terminal;

/// <summary>Lines of a given width.</summary>
internal static class TextWrap
{
    /// <summary>The words of a text in lines of at most <paramref name="width"/> characters; a longer word is cut and ends with an ellipsis.</summary>
    /// <param name="text">Words with one blank between them.</param>
    /// <param name="width">At least 1.</param>
    public static IReadOnlyList<string> Words(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
                lines[^1] += " " + word;
            else
                lines.Add(Cut(word, width));
        }
        return lines;
    }

    /// <summary>A text of at most <paramref name="width"/> characters; a longer one ends with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">At least 1.</param>
    public static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
