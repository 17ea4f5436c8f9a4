using System.Text;

namespace GenNet.Terminal;

/// <summary>Text for outputs whose encoding has no box-drawing characters, as a Windows console's or a pipe's may be.</summary>
internal static class PlainText
{
    /// <summary>Writes <paramref name="text"/> as it is where <paramref name="writer"/>'s encoding has all its characters, otherwise drawn with ASCII's.</summary>
    public static void Write(TextWriter writer, string text)
    {
        foreach (var line in (CanWrite(writer.Encoding, text) ? text : Ascii(text)).TrimEnd('\n').Split('\n'))
            writer.WriteLine(line);
    }

    /// <summary>Whether an encoding has all characters of a text.</summary>
    public static bool CanWrite(Encoding encoding, string text) => encoding.GetString(encoding.GetBytes(text)) == text;

    /// <summary>The text with ASCII's characters instead of lines and ellipses.</summary>
    public static string Ascii(string text) => string.Create(text.Length, text, static (ascii, text) =>
    {
        for (var i = 0; i < ascii.Length; i++)
        {
            ascii[i] = text[i] switch
            {
                '│' or '┃' => '|',
                '─' => '-',
                '━' => '=',
                '…' => '~',
                >= '┌' and <= '╋' => '+',
                var other => other,
            };
        }
    });
}
