using System.Globalization;
using System.Text.RegularExpressions;

namespace GenNet.Contracts;

/// <summary>Where something stands in a file of MSBuild's.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
public sealed record ItemPlace(string File, int Line, int Column)
{
    private static readonly Regex s_text = new(@"^(?<file>.*)\((?<line>\d+),(?<column>\d+)\)$", RegexOptions.CultureInvariant);

    /// <summary>What <see cref="ToString"/> has written; of any other text a file of that name.</summary>
    public static ItemPlace Read(string text) => s_text.Match(text) is { Success: true } match
        ? new(match.Groups["file"].Value, int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["column"].Value, CultureInfo.InvariantCulture))
        : new(text, 1, 1);

    /// <summary>As compilers say places: <c>app.csproj(8,5)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}({Line},{Column})");
}
