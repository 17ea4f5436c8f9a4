using System.Diagnostics.CodeAnalysis;
using GenNet.Weights.Zip;

namespace GenNet.Weights.Npz;

/// <summary>Arrays that NumPy saved: an archive of named ones, <c>numpy.savez</c>, or a single one without a name, <c>numpy.save</c>.</summary>
internal sealed class NpzFile : IWeightContainer
{
    /// <summary>What the array of a file of its own is called, which has no name.</summary>
    public const string SingleArray = "array";

    /// <summary>How names of arrays end.</summary>
    public const string Suffix = ".npy";

    private readonly ByteSource _bytes;
    private readonly bool _isArchive;
    private readonly Dictionary<string, StoredTensor> _byName;

    private NpzFile(ByteSource bytes, bool isArchive, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        _bytes = bytes;
        _isArchive = isArchive;
        StoredTensor[] all = [.. tensors];
        Array.Sort(all, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        Tensors = all;
        Naming = NamedArrays.NamingOf(all);
        _byName = all.ToDictionary(static t => t.Path, StringComparer.Ordinal);
        Metadata = metadata;
    }

    /// <inheritdoc/>
    public string File => _bytes.File;

    /// <inheritdoc/>
    public string Format => _isArchive ? "arrays of NumPy (.npz)" : "an array of NumPy (.npy)";

    /// <inheritdoc/>
    public IReadOnlyList<string> Suffixes => [_isArchive ? ".npz" : Suffix];

    /// <inheritdoc/>
    public VariableNaming Naming { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= NamedArrays.LayersOf(Tensors);

    /// <summary>Whether an archive is one of NumPy's: it has arrays, and no config of Keras'.</summary>
    public static bool IsOne(ZipDirectory archive) => archive.Entries.Any(static entry => entry.Name.EndsWith(Suffix, StringComparison.Ordinal)) && archive.Find("config.json") is null;

    /// <summary>Opens an archive, which it owns from then on. Of each array the header is read.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static NpzFile Open(ZipDirectory archive)
    {
        var arrays = archive.Entries.Where(static entry => entry.Name.EndsWith(Suffix, StringComparison.Ordinal));
        return new(archive.File, true, arrays.Select(entry => NpyTensor.Of(archive, entry, entry.Name[..^Suffix.Length])), NpzMetadata.Read(archive.Comment.Span, archive.File.File));
    }

    /// <summary>Opens a single array, whose bytes it owns from then on.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static NpzFile OpenArray(ByteSource bytes) => new(bytes, false, [NpyTensor.Of(bytes, SingleArray)], new Dictionary<string, string>());

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) => NamedArrays.RoleOf(path);

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _byName.TryGetValue(path, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();
}
