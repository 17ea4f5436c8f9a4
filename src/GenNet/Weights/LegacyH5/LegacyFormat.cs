using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.Writing;

namespace GenNet.Weights.LegacyH5;

/// <summary>Writes a model's weights as Keras 2 does with <c>save_weights("x.h5")</c>: lists of layers and weights, and a group for each layer.</summary>
internal sealed class LegacyFormat() : OneFileWriter(WeightFormat.LegacyH5)
{
    private const string Backend = "tensorflow";

    // A file without a version is one of Keras 1, whose readers turn kernels round.
    private const string KerasVersion = "2.21.0";

    /// <inheritdoc/>
    public override void Write(WeightsToWrite weights, Stream stream)
    {
        var root = new GroupToWrite();
        foreach (var (name, text) in weights.Metadata)
            root.Attributes[name] = Hdf5Attribute.Of(text);
        root.BytesAttributes["backend"] = BytesToWrite.Of(Backend);
        root.BytesAttributes["keras_version"] = BytesToWrite.Of(KerasVersion);
        var layers = LegacyLayersToWrite.Of(weights);
        if (layers.Any(static layer => layer is { IsOwn: false, Name: LegacyWeightsFile.OwnWeights }))
        {
            throw new ArgumentException(
                $"A layer is called '{LegacyWeightsFile.OwnWeights}', as legacy HDF5 calls the weights of the model itself: give it another Name, or save in another format.", nameof(weights));
        }
        AddList(root, LegacyWeightsFile.LayerNames, [.. layers.Where(static layer => !layer.IsOwn).Select(static layer => layer.Name)]);
        foreach (var layer in layers)
        {
            var group = root.Group(layer.IsOwn ? LegacyWeightsFile.OwnWeights : layer.Name);
            AddList(group, LegacyWeightsFile.WeightNames, [.. layer.Weights.Select(static weight => weight.Name)]);
            foreach (var (name, array) in layer.Weights)
            {
                var slash = name.LastIndexOf('/');
                group.Group(slash < 0 ? "" : name[..slash]).Add(name[(slash + 1)..], array);
            }
        }
        Hdf5Writer.Write(root, stream);
    }

    // As Keras with h5py 3: an empty list is one of numbers, a long one several whose texts take the bytes of the longest.
    private static void AddList(GroupToWrite group, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            group.Attributes[name] = Hdf5Attribute.Of(texts);
        else if (LongList.PartsOf(name, texts) is { Count: > 0 } parts)
            parts.ToList().ForEach(part => group.Attributes[part.Name] = Hdf5Attribute.Of(part.Texts));
        else
            group.BytesAttributes[name] = new(texts, IsList: true);
    }
}
