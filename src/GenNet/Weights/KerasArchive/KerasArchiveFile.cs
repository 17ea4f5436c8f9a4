using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GenNet.Weights.KerasConfig;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Zip;

namespace GenNet.Weights.KerasArchive;

/// <summary>
/// A whole model as Keras 3 saves it, <c>name.keras</c>: a ZIP archive of <c>config.json</c>, what the model is, and <c>model.weights.h5</c>. Other files in it
/// are not looked at, nothing is unpacked to disk, and nothing that the config names is imported, made or run.
/// </summary>
public sealed class KerasArchiveFile : IWeightContainer
{
    private const string ConfigName = "config.json";
    private const string MetadataName = "metadata.json";
    private const string WeightsName = "model.weights.h5";

    private readonly ByteSource _file;
    private readonly JsonDocument _config;
    private readonly KerasWeightsFile _weights;

    private KerasArchiveFile(ByteSource file, string? version, JsonDocument config, KerasWeightsFile weights)
    {
        _file = file;
        Format = version is null ? "Keras model (.keras)" : $"Keras {version} model (.keras)";
        _config = config;
        _weights = weights;
    }

    /// <inheritdoc/>
    public string File => _file.File;

    /// <inheritdoc/>
    public string Format { get; }

    /// <inheritdoc/>
    public VariableNaming Naming => _weights.Naming;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => _weights.Metadata;

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
        _file.Dispose();
    }

    /// <summary>Opens an archive and validates config and weights; it owns <paramref name="file"/> from then on.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="limit">The most bytes that packed weights may unpack to; Keras doesn't pack them.</param>
    /// <exception cref="WeightFileException">It is damaged, or no Keras model.</exception>
    internal static KerasArchiveFile Open(ByteSource file, long limit)
    {
        var archive = ZipDirectory.Read(file);
        var config = ReadConfig(archive);
        try
        {
            return new(file, MajorVersion(archive), config, KerasWeightsFile.Open(ZipContent.Open(archive, Entry(archive, WeightsName), limit)));
        }
        catch
        {
            config.Dispose();
            throw;
        }
    }

    /// <summary>The config in an archive, whose weights are not looked at.</summary>
    /// <exception cref="WeightFileException">It is damaged, or no Keras model.</exception>
    internal static JsonDocument ReadConfig(ByteSource file) => ReadConfig(ZipDirectory.Read(file));

    private static JsonDocument ReadConfig(ZipDirectory archive)
    {
        using var content = ZipContent.Open(archive, Entry(archive, ConfigName), KerasConfigFile.Largest);
        try
        {
            return KerasConfigFile.Parse(content);
        }
        catch (JsonException e)
        {
            throw WeightFileException.Damaged(archive.File.File, ConfigName, $"it is no config of a Keras model: {e.Message.TrimEnd('.')}", e);
        }
    }

    // Keras 2.12 and later write such files, too. Nothing but messages depends on it.
    private static string? MajorVersion(ZipDirectory archive)
    {
        if (archive.Find(MetadataName) is not { } entry)
            return null;
        using var content = ZipContent.Open(archive, entry, KerasConfigFile.Largest);
        try
        {
            using var json = KerasConfigFile.Parse(content);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("keras_version", out var version)
                && version.ValueKind == JsonValueKind.String && version.GetString()!.Split('.')[0] is { Length: 1 } major && char.IsAsciiDigit(major[0])
                    ? major
                    : null;
        }
        catch (JsonException e)
        {
            throw WeightFileException.Damaged(archive.File.File, MetadataName, $"it is no metadata of a Keras model: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static ZipEntry Entry(ZipDirectory archive, string name) => archive.Find(name) ?? throw new WeightFileException(
        archive.File.File, null, $"it is a ZIP archive without {name}, so no Keras model",
        archive.Find("data.pkl") is not null || archive.Entries.Any(static e => e.Name.EndsWith("/data.pkl", StringComparison.Ordinal))
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
