using System.Globalization;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>A piece of text to put in the place of another: what a diagnostic tells its code fix of the class.</summary>
/// <param name="Path">The source file.</param>
/// <param name="Start">Where the old text starts.</param>
/// <param name="Length">Its length; 0 to insert.</param>
/// <param name="Text">The new text.</param>
internal sealed record SourceEdit(string Path, int Start, int Length, string Text)
{
    private const char Separator = '\u0001';

    /// <summary>A way out as one text, for a property of a diagnostic.</summary>
    /// <param name="title">What the user reads.</param>
    /// <param name="edits">What it writes.</param>
    public static string Write(string title, IEnumerable<SourceEdit> edits) => string.Join(
        Separator.ToString(), edits.SelectMany(static edit => (string[])[edit.Path, Number(edit.Start), Number(edit.Length), edit.Text]).Prepend(title));

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static (string Title, IReadOnlyList<SourceEdit> Edits) Read(string text)
    {
        var parts = text.Split(Separator);
        return (parts[0], Enumerable.Range(0, (parts.Length - 1) / 4).Select(i => i * 4 + 1)
            .Select(i => new SourceEdit(parts[i], Number(parts[i + 1]), Number(parts[i + 2]), parts[i + 3])).ToArray());
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
