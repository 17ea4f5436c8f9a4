using System.Globalization;
using GenNet.Weights;
using Spectre.Console;

namespace GenNet.Tool.Inspection;

/// <summary>An inspected file for a reader: what it is, its arrays as a tree, what is odd about them, and what takes the space.</summary>
internal static class InspectionText
{
    private const int MostLargest = 5;

    /// <summary>Writes it.</summary>
    public static void Write(InspectedFile file, IAnsiConsole console)
    {
        console.Write(Head(file));
        console.Write(TreeOf(file));
        Write(file.Arrays.Where(static array => array.Values is { NaN: > 0 } or { Infinite: > 0 } || array.Refusal is not null), Oddity, "Odd", console);
        Write(file.Arrays.Where(static array => array.Bytes > 0).OrderByDescending(static array => array.Bytes).ThenBy(static array => array.Path, StringComparer.Ordinal).Take(MostLargest), array => Share(array, file.ArrayBytes), "Largest", console);
    }

    private static Grid Head(InspectedFile file)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("File", file.Bytes is { } bytes ? $"{file.Path}, {Size(bytes)}" : file.Path);
        Add("Format", file.Format);
        Add("Written by", file.WrittenBy ?? "the file doesn't tell");
        if (file.Model is { } model)
            Add("Model", file.ContractVersion is { } version ? string.Create(CultureInfo.InvariantCulture, $"{model}, version {version} of its weight contract") : model);
        if (file.ContractHash is { } hash)
            Add("Contract", hash);
        foreach (var note in file.Notes)
            Add("Note", note);
        foreach (var (key, value) in file.Metadata.Where(static entry => !entry.Key.StartsWith("gennet_", StringComparison.Ordinal)))
            Add(key, value);
        foreach (var (key, value) in file.UserMetadata)
            Add($"\"{key}\"", value);
        Add("Arrays", string.Create(CultureInfo.InvariantCulture, $"{file.Arrays.Count}, {Size(file.ArrayBytes)}{(file.NotFinite > 0 ? $", {file.NotFinite} values NaN or infinite" : "")}"));
        return grid;

        void Add(string name, string value) => grid.AddRow(new Text(name), new Text(Printable(value)));
    }

    private static Tree TreeOf(InspectedFile file)
    {
        var tree = new Tree("/");
        var groups = new Dictionary<string, IHasTreeNodes>(StringComparer.Ordinal) { [""] = tree };
        foreach (var array in file.Arrays)
            GroupOf(array.Path[..Math.Max(0, array.Path.LastIndexOf('/'))]).AddNode(new Text(Line(array)));
        return tree;

        IHasTreeNodes GroupOf(string path)
        {
            if (!groups.TryGetValue(path, out var group))
                groups[path] = group = GroupOf(path[..Math.Max(0, path.LastIndexOf('/'))]).AddNode(new Text(Printable(path[(path.LastIndexOf('/') + 1)..])));
            return group;
        }
    }

    private static string Line(InspectedArray array)
    {
        var name = array.Path[(array.Path.LastIndexOf('/') + 1)..] + (array.Name is null ? "" : $" ({array.Name})");
        var values = array.Values is { } v ? string.Create(CultureInfo.InvariantCulture, $"  {Number(v.Minimum)} … {Number(v.Maximum)}, mean {Number(v.Mean)}, std {Number(v.Deviation)}{(v.Zeros > 0 ? $", {v.Zeros} zeros" : "")}") : "";
        var role = array.Role == TensorRole.TrainingState ? "  training state" : "";
        return Printable($"{name}  ({string.Join(", ", array.Shape.Select(static size => size.ToString(CultureInfo.InvariantCulture)))}) {array.DType}  {Size(array.Bytes)}{values}{role}");
    }

    private static string Oddity(InspectedArray array) =>
        array.Refusal ?? string.Create(CultureInfo.InvariantCulture, $"{array.Values!.NaN} values are NaN and {array.Values.Infinite} infinite");

    private static string Share(InspectedArray array, long all) => string.Create(CultureInfo.InvariantCulture, $"{Size(array.Bytes)}, {100.0 * array.Bytes / all:0.0} %");

    private static void Write(IEnumerable<InspectedArray> arrays, Func<InspectedArray, string> text, string title, IAnsiConsole console)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn().AddColumn();
        var isFirst = true;
        foreach (var array in arrays)
        {
            grid.AddRow(new Text(isFirst ? title : ""), new Text(Printable(array.Name ?? array.Path)), new Text(Printable(text(array))));
            isFirst = false;
        }
        if (!isFirst)
            console.Write(grid);
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0.#} kB"),
        < 10_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    // Names come from the file, and a terminal obeys what they may hold.
    private static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
