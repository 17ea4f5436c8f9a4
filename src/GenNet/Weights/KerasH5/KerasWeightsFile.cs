using System.Diagnostics.CodeAnalysis;
using GenNet.Weights.Hdf5;
using GenNet.Weights.LegacyH5;
using GenNet.Weights.Shards;

namespace GenNet.Weights.KerasH5;

/// <summary>
/// A Keras 3 <c>.weights.h5</c>: HDF5 in which each object's variables are the datasets <c>0</c>, <c>1</c>, … of the group
/// <c>&lt;path&gt;/vars</c>.
/// </summary>
public sealed class KerasWeightsFile : IWeightContainer
{
    private readonly Hdf5File _file;

    private KerasWeightsFile(Hdf5File file)
    {
        _file = file;
        if (LegacyWeightsFile.IsOne(file))
            throw new WeightFileException(file.File, null, "it has the legacy layout of Keras (layer_names), not that of a .weights.h5", $"Open it with {nameof(WeightFiles)}.{nameof(WeightFiles.Open)}, which takes either.");
        Metadata = file.AttributesOf("");
    }

    /// <inheritdoc/>
    public string File => _file.File;

    /// <inheritdoc/>
    public string Format => _file.Source is Hdf5Shards ? "Keras 3 weights in several files (HDF5)" : "Keras 3 weights (HDF5)";

    /// <inheritdoc/>
    public IReadOnlyList<string> Suffixes => [_file.Source is Hdf5Shards ? ".weights.json" : ".weights.h5"];

    /// <inheritdoc/>
    public VariableNaming Naming => VariableNaming.KerasPath;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors => _file.Tensors;

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= KerasLayers.Of(this);

    /// <summary>Groups of all saved objects, with or without variables: <c>layers/dense</c>; empty for the model itself.</summary>
    public IEnumerable<string> Objects => _file.Groups
        .Where(static g => g == "vars" || g.EndsWith("/vars", StringComparison.Ordinal))
        .Select(static g => g.Length > 4 ? g[..^5] : "");

    /// <summary>Opens a file and validates its structure.</summary>
    /// <exception cref="WeightFileException">It isn't HDF5, damaged, or of Keras' older layout.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static KerasWeightsFile Open(string path) => Open(FileBytes.Open(path));

    /// <summary>Reads a file through another reader of HDF5 than GenNet's own.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="leaveOpen">Whether disposing of this, or failing to open it, leaves the source open.</param>
    /// <exception cref="WeightFileException">The source can't read it, or it is of Keras' older layout.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static KerasWeightsFile Open(IHdf5Source source, bool leaveOpen = false) => Over(Hdf5File.Open(source, leaveOpen, BackslashGroups.Of));

    /// <summary>The name that Keras noted for an object: the layer's <c>name</c>. Null if it noted none.</summary>
    /// <param name="path">The object's group: <c>layers/dense</c>.</param>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public string? NameOf(string path) => _file.AttributeOf(KerasPaths.VariablesOf(path), "name").Text;

    /// <summary>Whether there is a group with variables, or a name, at <paramref name="path"/>.</summary>
    internal bool HasObject(string path) => _file.HasGroup(KerasPaths.VariablesOf(path));

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) =>
        // What isn't followed may be a layer, wherever it stands.
        KerasPaths.RoleOf(_file.MayHideArrays(path) ? $"{KerasPaths.VariablesOf(path)}/0" : path);

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _file.TryGetTensor(path, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static KerasWeightsFile OfKeras3(Hdf5File file) => new(file);

    internal static KerasWeightsFile Open(ByteSource bytes) => Over(Hdf5File.Open(bytes, BackslashGroups.Of));

    private static KerasWeightsFile Over(Hdf5File file)
    {
        try
        {
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
