using System.Diagnostics.CodeAnalysis;
using GenNet.Weights.Safetensors;

namespace GenNet.Weights.Shards;

/// <summary>Several safetensors files that are one, by their index: <c>model.safetensors.index.json</c>.</summary>
internal sealed class SafetensorsShards : IWeightContainer
{
    private readonly SafetensorsFile[] _files;
    private readonly Dictionary<string, StoredTensor> _byName = new(StringComparer.Ordinal);

    private SafetensorsShards(ShardIndex index, SafetensorsFile[] files)
    {
        _files = files;
        File = index.File;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            foreach (var (key, value) in files[i].Metadata)
                metadata.TryAdd(key, value);
            foreach (var tensor in files[i].Tensors)
            {
                // What the index has elsewhere is an older copy, or somebody else's.
                if ((!index.Places.TryGetValue(tensor.Path, out var places) || places.Contains(index.Files[i])) && !_byName.TryAdd(tensor.Path, tensor))
                    throw WeightFileException.Damaged(File, tensor.Path, "several of its files have it, and the index doesn't tell which is meant");
            }
        }
        if (index.Places.Keys.FirstOrDefault(name => !_byName.ContainsKey(name)) is { } missing)
            throw WeightFileException.Damaged(File, missing, $"the index says that it is in {string.Join(", ", index.Places[missing])}, and it is not");
        Metadata = metadata;
        StoredTensor[] tensors = [.. _byName.Values];
        Array.Sort(tensors, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        Tensors = tensors;
        Naming = NamedArrays.NamingOf(tensors);
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public string Format => "safetensors in several files";

    /// <inheritdoc/>
    public IReadOnlyList<string> Suffixes => [".safetensors.index.json"];

    /// <inheritdoc/>
    public VariableNaming Naming { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= NamedArrays.LayersOf(Tensors);

    /// <summary>Opens the files that an index names.</summary>
    /// <exception cref="WeightFileException">One is missing or damaged.</exception>
    public static SafetensorsShards Open(ShardIndex index, ISiblings siblings)
    {
        var files = ShardFiles.Open(index, siblings, SafetensorsFile.Open);
        try
        {
            return new(index, files);
        }
        catch
        {
            foreach (var file in files)
                file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) => NamedArrays.RoleOf(path);

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _byName.TryGetValue(path, out tensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
