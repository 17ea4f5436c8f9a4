using System.Globalization;
using GenNet.Tool.Converting;
using GenNet.Weights;

namespace GenNet.Tool.Inspection;

/// <summary>What a weight file says of itself, and what its values are like.</summary>
/// <param name="Path">The file as it was asked for.</param>
/// <param name="Bytes">Its length; null of a folder, or of several files.</param>
/// <param name="Format">Its format: <c>Keras 3 weights (HDF5)</c>.</param>
/// <param name="WrittenBy">The program that wrote it, with its version, as far as it tells; null if it doesn't.</param>
/// <param name="Metadata">GenNet's notes, and other texts that belong to the whole file.</param>
/// <param name="UserMetadata">The texts that <see cref="SaveOptions.Metadata"/> kept.</param>
/// <param name="Notes">What is odd about the file as a whole, one sentence each: a name that promises another format, what its plain copy lacks.</param>
/// <param name="Arrays">Its arrays, sorted by path.</param>
internal sealed record InspectedFile(
    string Path, long? Bytes, string Format, string? WrittenBy, IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, string> UserMetadata, IReadOnlyList<string> Notes,
    IReadOnlyList<InspectedArray> Arrays)
{
    /// <summary>Full name of the class that saved it; null if GenNet didn't.</summary>
    public string? Model => Metadata.GetValueOrDefault(WeightMetadata.Model);

    /// <summary>Version of the weight contract that the class had; null if there was none.</summary>
    public int? ContractVersion => int.TryParse(Metadata.GetValueOrDefault(WeightMetadata.ContractVersion), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : null;

    /// <summary>Hash of that contract.</summary>
    public string? ContractHash => Metadata.GetValueOrDefault(WeightMetadata.ContractHash);

    /// <summary>Bytes of all arrays.</summary>
    public long ArrayBytes => Arrays.Sum(static array => array.Bytes);

    /// <summary>NaN and infinite values of all arrays.</summary>
    public long NotFinite => Arrays.Sum(static array => array.Values is { } values ? values.NaN + values.Infinite : 0);

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFileException">It is no weight file, or damaged.</exception>
    public static InspectedFile Read(string path)
    {
        using var file = WeightFiles.Open(path);
        var name = FileNames.NoteOf(file) is { } note ? char.ToUpperInvariant(note[0]) + note[1..] + "." : null;
        var unread = IsHdf5(path) && file.Tensors.Any(static tensor => tensor.Refusal is not null) ? "GenNet's own reader doesn't read every array of it: " + RemedyFor(path) : null;
        return Of(file, path, [.. new[] { name, unread }.OfType<string>()]);
    }

    /// <summary>Looks at a file that GenNet's own reader may refuse: HDF5 of any kind is read as <c>convert</c> reads it, every other format as ever.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What reading it may take, where another process does.</param>
    /// <exception cref="WeightFileException">It is no weight file, or damaged.</exception>
    /// <exception cref="ConversionException">It is HDF5 that is damaged, or can't be read within the limits.</exception>
    public static InspectedFile ReadAny(string path, ConversionLimits limits)
    {
        if (!IsHdf5(path))
            return Read(path);
        var (file, left) = PlainFile.Read(path, limits, source =>
        {
            using var container = KerasHdf5.Open(source, leaveOpen: true);
            return Of(container, path, source.File == path ? [] : ["GenNet's own reader refuses this file: shown is the plain copy that dotnet gennet convert writes of it."]);
        });
        return file with { Notes = [.. file.Notes, .. left] };
    }

    /// <summary>What shows more of a file than GenNet's own reader reads.</summary>
    public static string RemedyFor(string path) => $"dotnet gennet inspect --any {(path.Contains(' ') ? $"\"{path}\"" : path)} shows what the converter reads.";

    /// <summary>Whether it is HDF5, of which the converter reads more than GenNet's own reader.</summary>
    public static bool IsHdf5(string path) => File.Exists(path) && WeightFileKinds.OfFile(path) == WeightFileKind.Hdf5;

    private static InspectedFile Of(IWeightContainer file, string path, IReadOnlyList<string> notes)
    {
        var names = NamesIn(file);
        var texts = file.Metadata.Where(static entry => !IsBulk(entry.Key) && !entry.Key.StartsWith(WeightMetadata.UserPrefix, StringComparison.Ordinal));
        return new(
            path, File.Exists(path) ? new FileInfo(path).Length : null, file.Format, WriterOf(file.Metadata),
            new SortedDictionary<string, string>(texts.ToDictionary(), StringComparer.Ordinal),
            new SortedDictionary<string, string>(WeightMetadata.UserIn(file.Metadata).ToDictionary(), StringComparer.Ordinal),
            notes,
            [.. file.Tensors.Select(tensor => InspectedArray.Of(tensor, file.RoleOf(tensor.Path), names.GetValueOrDefault(tensor.Path)))]);
    }

    // What a reader of the listing can't take in: a contract, and a whole model as JSON.
    private static bool IsBulk(string key) => key.StartsWith(WeightMetadata.Contract, StringComparison.Ordinal)
        ? key is not (WeightMetadata.ContractHash or WeightMetadata.ContractVersion)
        : key is "model_config" or "training_config";

    private static string? WriterOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(WeightMetadata.Version, out var version) ? $"GenNet {version}"
        : metadata.ContainsKey(WeightMetadata.ContractHash) ? "GenNet 0.1"
        : metadata.TryGetValue("keras_version", out var keras) ? metadata.TryGetValue("backend", out var backend) ? $"Keras {keras} on {backend}" : $"Keras {keras}"
        : metadata.GetValueOrDefault("format") == "pt" ? "PyTorch"
        : null;

    private static Dictionary<string, string> NamesIn(IWeightContainer file)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in file.Layers)
        {
            foreach (var variable in layer.Variables)
            {
                if (layer.Name is { } name)
                    names.TryAdd(variable.Array.Path, variable.Name is null ? name : name.Length == 0 ? variable.Name : $"{name}/{variable.Name}");
            }
        }
        return names;
    }
}
