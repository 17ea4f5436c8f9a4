using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GenNet.Weights.KerasConfig;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Shards;
using GenNet.Weights.Zip;

namespace GenNet.Weights.KerasArchive;

/// <summary>
/// A whole model as Keras 3 saves it, <c>name.keras</c>: a ZIP archive, or a folder, of <c>config.json</c>, what the model is, and <c>model.weights.h5</c>, or <c>model.weights.json</c> and
/// several files of weights. Others in it are not looked at, nothing is unpacked to disk, and nothing that the config names is imported, made or run.
/// </summary>
public sealed class KerasArchiveFile : IWeightContainer
{
    /// <summary>The part that says what the model is.</summary>
    internal const string ConfigName = "config.json";

    private const string MetadataName = "metadata.json";
    private const string VersionName = "keras_version";
    private const int LongestVersion = 32;
    private const string WeightsName = "model.weights.h5";
    private const string ShardsName = "model.weights.json";

    private readonly IKerasParts _parts;
    private readonly JsonDocument _config;
    private readonly KerasWeightsFile _weights;

    private KerasArchiveFile(IKerasParts parts, string? version, JsonDocument config, KerasWeightsFile weights)
    {
        _parts = parts;
        Format = version?.Split('.')[0] is { Length: 1 } major ? $"Keras {major} model (.keras)" : "Keras model (.keras)";
        Metadata = version is null || weights.Metadata.ContainsKey(VersionName) ? weights.Metadata : new Dictionary<string, string>(weights.Metadata, StringComparer.Ordinal) { [VersionName] = version };
        _config = config;
        _weights = weights;
    }

    /// <inheritdoc/>
    public string File => _parts.File;

    /// <inheritdoc/>
    public string Format { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Suffixes => [".keras"];

    /// <inheritdoc/>
    public VariableNaming Naming => _weights.Naming;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors => _weights.Tensors;

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= NamedLayers();

    /// <summary>The file of weights in it.</summary>
    internal KerasWeightsFile Weights => _weights;

    /// <summary>What the model is, as Keras' JSON.</summary>
    internal JsonElement Config => _config.RootElement;

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) => _weights.RoleOf(path);

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _weights.TryGetTensor(path, out tensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _config.Dispose();
        _parts.Dispose();
    }

    /// <summary>Opens a model and validates config and weights; it owns <paramref name="parts"/> from then on.</summary>
    /// <exception cref="WeightFileException">It is damaged, or no Keras model.</exception>
    internal static KerasArchiveFile Open(IKerasParts parts)
    {
        var config = ReadConfig(parts);
        try
        {
            return new(parts, Version(parts), config, OpenWeights(parts));
        }
        catch
        {
            config.Dispose();
            throw;
        }
    }

    /// <summary>The config in an archive, whose weights are not looked at.</summary>
    /// <exception cref="WeightFileException">It is damaged, or no Keras model.</exception>
    internal static JsonDocument ReadConfig(ByteSource file) => ReadConfig(new KerasZip(ZipDirectory.Read(file), KerasConfigFile.Largest));

    private static KerasWeightsFile OpenWeights(IKerasParts parts)
    {
        if (parts.Open(WeightsName) is { } weights)
            return KerasWeightsFile.Open(weights);
        using var index = parts.Open(ShardsName);
        return index is null ? throw Without(parts, WeightsName) : KerasWeightsFile.Open(Hdf5Shards.Open(ShardIndex.Read(index), parts));
    }

    private static JsonDocument ReadConfig(IKerasParts parts)
    {
        using var content = parts.Open(ConfigName) ?? throw Without(parts, ConfigName);
        try
        {
            return KerasConfigFile.Parse(content);
        }
        catch (JsonException e)
        {
            throw WeightFileException.Damaged(parts.File, ConfigName, $"it is no config of a Keras model: {e.Message.TrimEnd('.')}", e);
        }
    }

    // Keras 2.12 and later write such files, too. Nothing but messages depends on it.
    private static string? Version(IKerasParts parts)
    {
        using var content = parts.Open(MetadataName);
        if (content is null)
            return null;
        try
        {
            using var json = KerasConfigFile.Parse(content);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(VersionName, out var version)
                && version.ValueKind == JsonValueKind.String && version.GetString() is { Length: > 0 and <= LongestVersion } text && char.IsAsciiDigit(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+')
                    ? text
                    : null;
        }
        catch (JsonException e)
        {
            throw WeightFileException.Damaged(parts.File, MetadataName, $"it is no metadata of a Keras model: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static WeightFileException Without(IKerasParts parts, string name) => new(
        parts.File, null, $"it is {parts.Place} without {name}, so no Keras model",
        parts.IsTorch
            ? "It seems to be PyTorch's: save its state dict as safetensors."
            : "Keras writes whole models with model.save(\"name.keras\"); if this is such a file, take another copy of it.");

    // The weight file's own note of a name is nearer to the arrays than what the config says of their group.
    private StoredLayer[] NamedLayers()
    {
        var names = KerasLayerNames.Of(Config);
        var byPlace = NamesByPlace.Of([.. _weights.Layers.Select(static layer => layer.Path)], names);
        return [.. _weights.Layers.Select(layer =>
            layer.Name is null && (names.GetValueOrDefault(layer.Path) ?? byPlace.GetValueOrDefault(layer.Path)) is { } name ? layer with { Name = name } : layer)];
    }
}
