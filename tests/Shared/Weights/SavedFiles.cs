using GenNet.Weights;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Safetensors;

namespace GenNet.TestSupport;

/// <summary>The files that models are loaded from in these tests.</summary>
internal sealed class SavedFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-loading-");

    /// <summary>A format, and who wrote the file.</summary>
    public enum Kind
    {
        /// <summary><c>SaveWeights</c> to HDF5.</summary>
        GenNet,
        /// <summary><c>SaveWeights</c> to safetensors.</summary>
        GenNetSafetensors,
        /// <summary>HDF5 as GenNet 0.1.0 wrote it: no names of variables, of the contract the hash alone.</summary>
        GenNet010,
        /// <summary>HDF5 as Keras 3.6 and later write it: each layer's name.</summary>
        Keras,
        /// <summary>HDF5 as older releases write it: no names at all.</summary>
        NamelessKeras,
        /// <summary>safetensors of somebody else.</summary>
        ForeignSafetensors,
        /// <summary>A whole Keras 3 model, of a Sequential class.</summary>
        KerasArchive,
    }

    public void Dispose() => _folder.Delete(recursive: true);

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Saves a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">As what.</param>
    /// <param name="rename">Other names of its layers.</param>
    public string Save(Model model, Kind kind, Func<string, string>? rename = null)
    {
        rename ??= static name => name;
        var path = PathOf(kind is Kind.GenNetSafetensors or Kind.ForeignSafetensors ? "saved.safetensors" : kind == Kind.KerasArchive ? "saved.keras" : "saved.weights.h5");
        switch (kind)
        {
            case Kind.GenNet or Kind.GenNetSafetensors:
                Assert.Equal("same", rename("same"));
                model.SaveWeights(path);
                break;
            case Kind.ForeignSafetensors:
                SafetensorsWriter.Save(
                    path, model.Layers.SelectMany(static l => l.Variables).ToDictionary(v => $"{rename(v.LayerName)}/{v.Name}", ArrayOf), new Dictionary<string, string>());
                break;
            case Kind.KerasArchive:
                Assert.Equal("same", rename("same"));
                KerasArchiveOf.Write(model, path, Save(model, Kind.Keras));
                break;
            default:
                KerasWeightsWriter.Save(path, Objects(model, rename, kind != Kind.NamelessKeras), kind == Kind.GenNet010 ? Metadata010(model) : new());
                break;
        }
        return path;
    }

    private static IEnumerable<KerasObject> Objects(Model model, Func<string, string> rename, bool withNames) => model.Description.WeightGroups
        .Where(static g => g.Layer >= 0)
        .Select(g => new KerasObject(
            g.Path, withNames ? rename(g.Name) : "", [.. model.Layers[g.Layer].Variables.Select(ArrayOf)]));

    private static Dictionary<string, string> Metadata010(Model model) => new()
    {
        [WeightMetadata.Model] = model.Description.FullName,
        [WeightMetadata.ContractVersion] = "1",
        [WeightMetadata.ContractHash] = model.Description.ContractHash,
    };

    private static ArrayToWrite ArrayOf(Variable variable) => ArrayToWrite.Of(variable.Shape, () => variable.Values);
}

/// <summary>Which layer's weights a layer holds.</summary>
internal static class Provenance
{
    /// <summary>As <c>a=a x=own b=b</c>: for each layer of <paramref name="loaded"/> with weights the layer of <paramref name="saved"/> whose kernel it has.</summary>
    public static string Of(Model loaded, Model saved) => string.Join(' ', loaded.Layers.Where(static l => l.Variables.Count > 0).Select(layer =>
    {
        var source = saved.Layers.FirstOrDefault(s => s.Variables.Count > 0 && s.Variables[0].Values.SequenceEqual(layer.Variables[0].Values));
        return $"{layer.Name}={source?.Name ?? "own"}";
    }));
}
