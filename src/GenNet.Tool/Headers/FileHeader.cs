using System.Globalization;
using GenNet.Contracts;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Tool.Projects;
using GenNet.Weights;
using GenNet.Weights.Matching;

namespace GenNet.Tool.Headers;

/// <summary>Reads what a weight file says of the model that was saved, for the build that guards it: no values.</summary>
internal static class FileHeader
{
    /// <summary>The header's text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The file as the project names it.</param>
    /// <param name="model">The model's class; empty where the file tells it.</param>
    /// <param name="item">Where the project names it.</param>
    /// <exception cref="WeightFileException">The file is damaged, or no weight file.</exception>
    /// <exception cref="ProjectException">The file tells no model, and the project names none.</exception>
    public static string Read(string path, string name, string model, ItemPlace item)
    {
        using var file = WeightFiles.Open(path);
        if (model.Length == 0 && !file.Metadata.TryGetValue(WeightMetadata.Model, out model!))
            throw new ProjectException($"{name} does not tell which model it belongs to. Name the class: <GenNetWeights Include=\"{name}\" Model=\"My.Namespace.MyModel\" />.");
        return WeightFileHeader.Write(name, model, Contract(path, file) ?? WeightFileHeader.Bare(file.Layers.Where(static layer => layer.Variables.Count > 0 && (layer.Name ?? layer.Path).Length > 0).Select(Layer)), item);
    }

    private static ContractVersion? Contract(string path, IWeightContainer file)
    {
        var saved = SavedContract.In(file.Metadata);
        return saved.Damage is { } damage ? throw new WeightFileException(path, null, damage, WeightFileException.TakeAnotherCopy) : saved.Version;
    }

    // A name that Keras made is none: there the place in its list of layers tells which one it is.
    private static string NameOf(StoredLayer layer) =>
        layer.Name is { } name && !(layer.Kind is { } kind && layer.Path.Contains('/') && AutomaticNames.Is(name[(name.LastIndexOf('/') + 1)..], kind)) ? name : layer.Path;

    private static ContractLayer Layer(StoredLayer layer)
    {
        var kind = layer.Kind is null ? null : LayerCatalog.Kinds.FirstOrDefault(known => LayerClass.InNames(known) == layer.Kind);
        return WeightFileHeader.Layer(
            NameOf(layer), kind ?? WeightFileHeader.UnknownKind,
            layer.Variables.Select((variable, i) => new ContractVariable(
                variable.Name ?? i.ToString(CultureInfo.InvariantCulture), variable.Array.Type.Name(), TensorShape.Of([.. variable.Array.Dimensions.Select(static size => checked((int)size))]), IsState: false)));
    }
}
