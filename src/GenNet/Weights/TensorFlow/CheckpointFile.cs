using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// A checkpoint of TensorFlow: an index, <c>weights.index</c>, and data files beside it, <c>weights.data-00000-of-00001</c>. <c>model.save_weights</c> of Keras 2 writes such files, <c>tf.train.Checkpoint</c>, and TensorFlow's
/// SavedModel for its variables; TensorFlow 1's Saver writes them without a graph of objects, each tensor under the name of its variable.
/// </summary>
public sealed class CheckpointFile : IWeightContainer
{
    private const int StateFileStart = 64;

    private readonly BundleShards _shards;
    private readonly Dictionary<string, StoredTensor> _byKey;
    private readonly HashSet<string> _trainingState;

    private CheckpointFile(ByteSource index, string prefix)
    {
        File = index.File;
        var bundle = BundleIndex.Read(index);
        _shards = BundleShards.Open(File, prefix, bundle.Shards, bundle.Entries);
        try
        {
            Tensors = [.. bundle.Entries.Where(static entry => entry.Key != ObjectGraph.Key && !IsOwn(entry.Key)).Select(entry => new BundleTensor(File, entry, _shards)).OrderBy(static t => t.Path, StringComparer.Ordinal)];
            _byKey = Tensors.ToDictionary(static tensor => tensor.Path, StringComparer.Ordinal);
            Objects = bundle.Entries.FirstOrDefault(static entry => entry.Key == ObjectGraph.Key) is { } graph ? ObjectGraph.Read(File, graph, _shards, _byKey) : null;
            Metadata = MetadataIn(bundle.Entries);
            _trainingState = CheckpointState.Of(Tensors, Objects);
        }
        catch
        {
            _shards.Dispose();
            throw;
        }
    }

    /// <summary>The index.</summary>
    public string File { get; }

    /// <inheritdoc/>
    public string Format => "TensorFlow checkpoint";

    /// <inheritdoc/>
    public VariableNaming Naming => VariableNaming.ObjectPath;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= NamedLayers.Of(NamedArrays);

    /// <summary>The objects that were saved; null in files of TensorFlow 1's Saver.</summary>
    internal ObjectGraph? Objects { get; }

    /// <summary>Whether it says what GenNet calls its variables.</summary>
    internal bool HasOwnNames => Metadata.ContainsKey(OwnNames.Key);

    /// <summary>The weights, by the names of their variables where the file tells them.</summary>
    internal IEnumerable<(string Name, StoredTensor Array)> NamedArrays
    {
        get
        {
            var names = OwnNames.In(Metadata);
            foreach (var node in HasOwnNames ? [] : Objects?.Nodes ?? [])
            {
                if (node.Value is { } value && node.FullName.Length > 0)
                    names[value.Path] = node.FullName;
            }
            return Tensors.Where(tensor => RoleOf(tensor.Path) == TensorRole.Weight).Select(tensor => (names.GetValueOrDefault(tensor.Path) ?? NameIn(tensor.Path), tensor));
        }
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">Its index, a data file or the state file <c>checkpoint</c> beside it, what its files' names begin with, or its folder.</param>
    /// <exception cref="WeightFileException">It is no checkpoint, or damaged.</exception>
    /// <exception cref="IOException">A file of it can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file of it may not be read.</exception>
    public static CheckpointFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(FileBytes.Open(CheckpointPaths.FileOf(path)));
    }

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) =>
        !_byKey.TryGetValue(path, out var tensor) || (tensor.Type == StoredType.Other && tensor.Refusal is null) ? TensorRole.Other
        : _trainingState.Contains(path) ? TensorRole.TrainingState
        : TensorRole.Weight;

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _byKey.TryGetValue(path, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _shards.Dispose();

    /// <summary>Opens the checkpoint whose index, or whose folder's state file, is open; the data files are looked for beside it.</summary>
    internal static CheckpointFile Open(ByteSource file)
    {
        using (file)
        {
            if (!System.IO.File.Exists(file.File))
                throw new WeightFileException(file.File, null, "it is one file of a TensorFlow checkpoint, which is an index and one or more data files", "Load the checkpoint by its path.");
            if (!CheckpointStateFile.IsOne(file.ReadArray(0, (int)Math.Min(file.Length, StateFileStart))))
                return new(file, CheckpointPaths.PrefixOf(file.File));
            using var index = FileBytes.Open(CheckpointStateFile.IndexIn(file));
            return new(index, CheckpointPaths.PrefixOf(index.File));
        }
    }

    // Other readers follow the graph of objects and see nothing of these.
    private static bool IsOwn(string key) => key.StartsWith("gennet_", StringComparison.Ordinal);

    /// <summary>The attributes that a key of a variable's value consists of; the key itself, if it is of nothing else.</summary>
    internal static string NameIn(string key) => key.EndsWith(ObjectGraph.ValueSuffix, StringComparison.Ordinal) ? key[..^ObjectGraph.ValueSuffix.Length] : key;

    private Dictionary<string, string> MetadataIn(IReadOnlyList<BundleEntry> entries)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        // Several may lie at one place.
        var left = _shards.Length;
        foreach (var entry in entries.Where(static entry => IsOwn(entry.Key)))
        {
            left -= entry.Size;
            if (left < 0)
                throw WeightFileException.Damaged(File, entry.Key, "its texts take more bytes than its files have");
            metadata[entry.Key] = Encoding.UTF8.GetString(BundleText.Read(File, entry, _shards));
        }
        return metadata;
    }
}
