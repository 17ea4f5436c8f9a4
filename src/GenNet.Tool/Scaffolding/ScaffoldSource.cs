using GenNet.Weights.KerasConfig;
using GenNet.Weights;

namespace GenNet.Tool.Scaffolding;

/// <summary>What a class is scaffolded from: a file that holds a model's layers.</summary>
internal static class ScaffoldSource
{
    private const string Needed =
        "'scaffold' writes a class from a model's layers, so it needs the whole model: what model.save(\"name.keras\") writes in Keras, or the text of model.to_json() as a .json file";

    /// <summary>Refuses what can't hold a model's layers, and says what does.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KerasConfigException">It is of a kind that has no layers.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path) || (WeightFileKinds.OfFile(path) is var kind && kind is WeightFileKind.Zip or WeightFileKind.Text or WeightFileKind.Hdf5))
            return;
        var found = WeightFileKinds.Describe(kind);
        throw new KerasConfigException(kind is WeightFileKind.Safetensors
            ? $"{path} is {found}, from which weights are read and no layers: {Needed}."
            : $"{path} is {found}: {Needed}.");
    }
}
