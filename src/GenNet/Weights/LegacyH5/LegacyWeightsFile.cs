using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasConfig.Upgrade;

namespace GenNet.Weights.LegacyH5;

/// <summary>
/// Weights in the layout that Keras 1 and 2 write to HDF5, and every Keras within a whole model called <c>.h5</c>: the attribute <c>layer_names</c> lists all layers in the model's order,
/// each layer's group has the attribute <c>weight_names</c>, which lists its arrays in order.
/// </summary>
public sealed class LegacyWeightsFile : IWeightContainer
{
    private const string WholeModel = "model_weights";

    /// <summary>The attribute that lists the layers.</summary>
    internal const string LayerNames = "layer_names";

    /// <summary>The attribute of a layer's group that lists its arrays.</summary>
    internal const string WeightNames = "weight_names";

    /// <summary>The group of what the model has for itself.</summary>
    internal const string OwnWeights = "top_level_model_weights";

    /// <summary>The attribute of the layout before this one.</summary>
    internal const string NumberOfLayers = "nb_layers";

    private const string Optimizer = "optimizer_weights/";
    private const string Backend = "backend";
    private const string Theano = "theano";

    private readonly Hdf5File _file;
    private readonly string _root;
    private readonly HashSet<string> _weights = new(StringComparer.Ordinal);
    private readonly JsonElement? _config;

    private LegacyWeightsFile(Hdf5File file)
    {
        _file = file;
        // A layer may be called as the group of a whole model's weights is.
        _root = !HasList(file) && file.HasGroup(WholeModel) ? WholeModel : "";
        Metadata = file.AttributesOf("");
        var layers = NamesIn(_root, LayerNames).Select(name => Layer(name, Below(_root, name))).ToList();
        if (file.HasGroup(Below(_root, OwnWeights)))
            layers.Add(Layer("", Below(_root, OwnWeights)));
        LayersInOrder = [.. layers.Where(static layer => layer.Weights.Count > 0)];
        foreach (var weight in LayersInOrder.SelectMany(static layer => layer.Weights))
            _weights.UnionWith(weight.Array.Sources);
        RequireKernelsAsTheyAre();
        _config = Metadata.TryGetValue(LegacyModelConfig.Model, out var config) ? LegacyModelConfig.Read(file, config) : null;
    }

    /// <inheritdoc/>
    public string File => _file.File;

    /// <inheritdoc/>
    public string Format => _root.Length == 0 ? "Keras weights (legacy HDF5)" : "Keras model (legacy HDF5)";

    /// <inheritdoc/>
    public IReadOnlyList<string> Suffixes => [".h5", ".hdf5"];

    /// <inheritdoc/>
    public VariableNaming Naming => VariableNaming.LayerAndVariable;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors => _file.Tensors;

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= [.. LayersInOrder.Select(static layer => layer.AsStored())];

    /// <summary>The layers with weights in the model's order, and last those of the model itself.</summary>
    internal IReadOnlyList<LegacyLayer> LayersInOrder { get; }

    /// <summary>What a whole model is, as Keras' JSON; null if the file doesn't say it.</summary>
    internal JsonElement? Config => _config;

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) =>
        _weights.Contains(path) || _file.MayHideArrays(path) ? TensorRole.Weight
        : path.StartsWith(Optimizer, StringComparison.Ordinal) ? TensorRole.TrainingState
        : TensorRole.Other;

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _file.TryGetTensor(path, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Whether a file has this layout.</summary>
    internal static bool IsOne(Hdf5File file) => file.HasGroup(WholeModel) || HasList(file);

    /// <summary>Whether a file is of the layout before that: layers and arrays have numbers, <c>layer_0/param_0</c>.</summary>
    internal static bool IsNumbered(Hdf5File file) => file.HasAttribute("", NumberOfLayers) && !IsOne(file);

    /// <summary>Reads what an open file lists; it owns the file from then on.</summary>
    /// <exception cref="WeightFileException">Its lists name what isn't there.</exception>
    internal static LegacyWeightsFile Over(Hdf5File file) => new(file);

    // Theano convolves where the others correlate: its windows stand reversed.
    private void RequireKernelsAsTheyAre()
    {
        if (_file.AttributeOf(_root, Backend).Text == Theano && LayersInOrder.SelectMany(static layer => layer.Weights).FirstOrDefault(static weight => weight.Array.Dimensions.Count > 3) is { } kernel)
        {
            throw new WeightFileException(
                File, kernel.Array.Path, "Keras wrote it with Theano, whose kernels of convolutions stand reversed", "Load it with Keras 2 on TensorFlow, which turns them, and save it again: model.save_weights(path).");
        }
    }

    private static bool HasList(Hdf5File file) => file.HasAttribute("", LayerNames) || file.HasAttribute("", $"{LayerNames}0");

    private static string Below(string group, string name) => group.Length == 0 ? name : $"{group}/{name}";

    private LegacyLayer Layer(string name, string group)
    {
        if (!_file.HasGroup(group))
            throw WeightFileException.Damaged(File, group, $"{LayerNames} lists it, and there is no such group");
        var names = NamesIn(group, WeightNames);
        // One array for two variables is never what was saved.
        if (names.GroupBy(static weight => weight, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice })
            throw WeightFileException.Damaged(File, $"{group}/{twice}", $"{WeightNames} of layer {name} lists it more than once");
        return new(PlainNames.Of(name), group, LegacyRecurrent.Converted([.. names.Select(weight => new LegacyWeight(
            weight,
            _file.TryGetTensor($"{group}/{weight}", out var array) ? array : throw WeightFileException.Damaged(File, $"{group}/{weight}", $"{WeightNames} lists it, and there is no such array")))]));
    }

    // A list that would be too long for one attribute is cut into numbered ones.
    private IReadOnlyList<string> NamesIn(string group, string attribute)
    {
        if (_file.AttributeOf(group, attribute) is { Exists: true } whole)
            return whole.Texts ?? throw WeightFileException.Damaged(File, group, $"its attribute {attribute} is no list of names");
        var names = new List<string>();
        for (var part = 0; _file.AttributeOf(group, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attribute}{part}")).Texts is { } texts; part++)
            names.AddRange(texts);
        // What a layer without arrays lists is no question.
        return names.Count > 0 || (attribute == WeightNames && !_file.Tensors.Any(array => array.Path.StartsWith(group + "/", StringComparison.Ordinal)))
            ? names
            : throw WeightFileException.Damaged(File, group, $"it has no attribute {attribute}");
    }
}
