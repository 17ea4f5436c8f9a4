using System.Globalization;
using System.Text.RegularExpressions;
using GenNet.Training.Callbacks;

namespace GenNet;

/// <summary>A file name with places for the epoch and what was measured, in Python's format language: <c>{epoch:02d}</c>, <c>{val_loss:.2f}</c>.</summary>
internal sealed partial class CheckpointName
{
    private const string Epoch = "epoch";
    private readonly string _pattern;
    private readonly string[] _names;

    public CheckpointName(string pattern)
    {
        _pattern = pattern;
        foreach (Match place in Place().Matches(pattern))
            _ = Format(0, place.Groups["format"].Value);
        _names = [.. Place().Matches(pattern).Select(static place => place.Groups["name"].Value)];
        var firstPlace = Place().Match(pattern);
        HasFolderPlaces = firstPlace.Success && firstPlace.Index < pattern.Length - Path.GetFileName(pattern).Length;
        FixedFolder = Path.GetDirectoryName(firstPlace.Success ? pattern[..firstPlace.Index] + "_" : pattern) ?? pattern;
    }

    /// <summary>Whether names of folders have places.</summary>
    public bool HasFolderPlaces { get; }

    /// <summary>The folder up to the first place; empty for the working folder.</summary>
    public string FixedFolder { get; }

    /// <summary>Whether all names can be told before anything is measured.</summary>
    public bool IsKnownBefore => _names.All(static name => name == Epoch);

    /// <summary>Throws unless all its places can be filled.</summary>
    /// <exception cref="ArgumentException">One names what isn't measured.</exception>
    public void Require(IReadOnlyCollection<string> measured)
    {
        foreach (var name in _names)
        {
            if (name != Epoch && !measured.Contains(name))
                throw new ArgumentException($"'{_pattern}' names {name}, which won't be measured; there are {Epoch}, {Quantity.List(measured)}. {Quantity.Remedy(name, measured)}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _pattern;

    public string For(int epoch, IReadOnlyDictionary<string, double> logs) => Place().Replace(_pattern, place =>
    {
        var name = place.Groups["name"].Value;
        var value = name == Epoch ? epoch + 1
            : logs.TryGetValue(name, out var measured) ? measured
            : throw new ArgumentException($"'{_pattern}' names {name}, which was not measured; there are {Epoch}, {string.Join(", ", logs.Keys)}.");
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
