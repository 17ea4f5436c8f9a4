using System.Globalization;
using System.Text.RegularExpressions;

namespace GenNet;

/// <summary>A file name with places for the epoch and what was measured, in Python's format language: <c>{epoch:02d}</c>, <c>{val_loss:.2f}</c>.</summary>
internal sealed partial class CheckpointName
{
    private readonly string _pattern;

    public CheckpointName(string pattern)
    {
        _pattern = pattern;
        foreach (Match place in Place().Matches(pattern))
            _ = Format(0, place.Groups["format"].Value);
    }

    public string For(int epoch, IReadOnlyDictionary<string, double> logs) => Place().Replace(_pattern, place =>
    {
        var name = place.Groups["name"].Value;
        var value = name == "epoch" ? epoch + 1
            : logs.TryGetValue(name, out var measured) ? measured
            : throw new ArgumentException($"'{_pattern}' names {name}, which was not measured; there are epoch, {string.Join(", ", logs.Keys)}.");
        return Format(value, place.Groups["format"].Value);
    });

    private static string Format(double value, string format)
    {
        var parsed = FormatSpecification().Match(format);
        if (!parsed.Success)
            throw new ArgumentException($"Format '{format}' in a checkpoint's name isn't understood; use forms such as 02d and .2f.");
        var text = parsed.Groups["precision"] is { Success: true } precision
            ? value.ToString("F" + precision.Value, CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
        return parsed.Groups["width"] is { Success: true } width
            ? text.PadLeft(int.Parse(width.Value, CultureInfo.InvariantCulture), '0')
            : text;
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^}]*))?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^(0(?<width>\d+))?(\.(?<precision>\d+))?[df]?$")]
    private static partial Regex FormatSpecification();
}
