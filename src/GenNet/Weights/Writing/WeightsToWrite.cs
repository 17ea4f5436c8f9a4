using System.Globalization;

namespace GenNet.Weights.Writing;

/// <summary>What a writer is given: the weights of a model, or of some of its layers, with all names that a format may want.</summary>
/// <param name="Model">What is known of the model: names, classes, arguments (in its contract), groups of Keras' files.</param>
/// <param name="Layers">The layers to be written in the model's order, with or without variables. One that isn't to be written is not among them.</param>
/// <param name="Metadata">Texts that belong to the whole file: GenNet's own, and the caller's under names of GenNet's.</param>
/// <param name="Options">What the caller asks for besides; the types of arrays follow it already.</param>
internal sealed record WeightsToWrite(ModelDescription Model, IReadOnlyList<LayerToWrite> Layers, IReadOnlyDictionary<string, string> Metadata, SaveOptions Options)
{
    /// <summary>All variables in the model's order.</summary>
    public IEnumerable<VariableToWrite> Variables => Layers.SelectMany(static layer => layer.Variables);

    /// <summary>The layer of a number, if it is to be written.</summary>
    /// <param name="index">Its number in <see cref="ModelDescription.Layers"/>.</param>
    public LayerToWrite? this[int index] => _byIndex.GetValueOrDefault(index);

    private readonly Dictionary<int, LayerToWrite> _byIndex = Layers.ToDictionary(static layer => layer.Index);

    /// <summary>The weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="array">Values of a variable: numbers of the layer, and of the variable in it.</param>
    /// <param name="options">What the caller asks for.</param>
    /// <exception cref="ArgumentException">It names none, or layers that there aren't.</exception>
    public static WeightsToWrite Of(ModelDescription model, Func<int, int, ArrayToWrite> array, SaveOptions? options)
    {
        options ??= SaveOptions.Default;
        if (options.Layers is { Count: 0 })
            throw new ArgumentException($"{nameof(SaveOptions)}.{nameof(SaveOptions.Layers)} names no layer, so that nothing of {model.FullName} would be saved: name one with weights, or take null for all. Nothing was saved.", nameof(options));
        if (options.Layers is { } wanted)
            LayerNames.Require(wanted, [.. model.Layers.Where(static layer => layer.Variables.Count > 0).Select(static layer => layer.KerasName)], model.FullName, $"{nameof(SaveOptions)}.{nameof(SaveOptions.Layers)}");
        return new(model, [.. Enumerable.Range(0, model.Layers.Count).Where(index => options.Layers is null || LayerNames.Contain(options.Layers, model.Layers[index].KerasName)).Select(index => LayerOf(model.Layers[index], index))], MetadataOf(model, options), options);

        LayerToWrite LayerOf(LayerDescription layer, int index) => new(
            index, layer, [.. layer.Variables.Select((variable, i) => new VariableToWrite(layer.NameOf(variable), variable, array(index, i).As(options.DType, layer.NameOf(variable))))]);
    }

    private static Dictionary<string, string> MetadataOf(ModelDescription model, SaveOptions options)
    {
        var metadata = new Dictionary<string, string>
        {
            [WeightMetadata.Version] = WeightMetadata.OwnVersion,
            [WeightMetadata.Model] = model.FullName,
            [WeightMetadata.ContractVersion] = model.ContractVersion.ToString(CultureInfo.InvariantCulture),
            [WeightMetadata.ContractHash] = model.ContractHash,
        };
        foreach (var (name, part) in WeightMetadata.PartsOf(model.Contract))
            metadata[name] = part;
        foreach (var (key, value) in options.Metadata)
            metadata[WeightMetadata.UserPrefix + key] = value;
        return metadata;
    }
}

/// <summary>A layer to be written.</summary>
/// <param name="Index">Its number in <see cref="ModelDescription.Layers"/>.</param>
/// <param name="Description">What is known of it.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
internal sealed record LayerToWrite(int Index, LayerDescription Description, IReadOnlyList<VariableToWrite> Variables);

/// <summary>A variable to be written.</summary>
/// <param name="Name">Its name with its layer's: <c>conv1/kernel</c>.</param>
/// <param name="Description">What is known of it: its own name, its path in Keras' files, whether it is state.</param>
/// <param name="Array">Its values.</param>
internal sealed record VariableToWrite(string Name, VariableDescription Description, ArrayToWrite Array);
