using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;

namespace GenNet.Tests.Weights.Strangers;

/// <summary>Legacy files as other programs than GenNet wrote them: names as they come, lists as h5py 2 or 3 writes them, and what stands beside the weights.</summary>
/// <param name="group">Where the weights lie: <c>model_weights</c> of a whole model.</param>
internal sealed class LegacyFileBuilder(string group = "")
{
    private readonly GroupToWrite _root = new();
    private readonly List<string> _layers = [];
    private readonly List<float> _values = [];

    /// <summary>Whether lists are of texts of variable length, as h5py 3 writes them.</summary>
    public bool IsOfH5py3 { get; init; }

    /// <summary>The value that every element of each array has, in the order in which they were added.</summary>
    public IReadOnlyList<float> Values => _values;

    /// <summary>Adds a layer and its arrays, each of one value of its own.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="weights">Names and shapes.</param>
    public LegacyFileBuilder With(string name, params ReadOnlySpan<(string Name, int[] Shape)> weights)
    {
        _layers.Add(name);
        var layer = Weights.Group(name);
        var names = new List<string>();
        foreach (var (weight, shape) in weights)
        {
            names.Add(weight);
            var value = _values.Count + 1f;
            _values.Add(value);
            var array = TensorShape.Of(shape);
            var slash = weight.LastIndexOf('/');
            (slash < 0 ? layer : layer.Group(weight[..slash])).Add(weight[(slash + 1)..], ArrayToWrite.Of(array, () => Enumerable.Repeat(value, (int)array.ElementCount).ToArray()));
        }
        AddList(layer, "weight_names", names);
        return this;
    }

    /// <summary>Adds layers without weights.</summary>
    public LegacyFileBuilder WithEmpty(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            With(name);
        return this;
    }

    /// <summary>Adds an array of whole numbers anywhere: an optimizer's step.</summary>
    public LegacyFileBuilder WithBeside(string path, long value)
    {
        var slash = path.LastIndexOf('/');
        _root.Group(path[..slash]).Add(path[(slash + 1)..], new(StoredType.Int64, TensorShape.Of(), stream => stream.Write(BitConverter.GetBytes(value))));
        return this;
    }

    /// <summary>Sets an attribute.</summary>
    /// <param name="path">Its group.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public LegacyFileBuilder WithAttribute(string path, string name, Hdf5Attribute value)
    {
        _root.Group(path).Attributes[name] = value;
        return this;
    }

    /// <summary>Takes an attribute of a layer's away.</summary>
    public LegacyFileBuilder Without(string layer, string attribute)
    {
        Weights.Group(layer).Attributes.Remove(attribute);
        return this;
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="parts">Into how many attributes the list of layers is cut.</param>
    public string Save(string path, int parts = 1)
    {
        if (parts == 1)
            AddList(Weights, "layer_names", _layers);
        else
            _layers.Chunk((_layers.Count + parts - 1) / parts).Index().ToList().ForEach(part => AddList(Weights, $"layer_names{part.Index}", part.Item));
        using var stream = File.Create(path);
        Hdf5Writer.Write(_root, stream);
        return path;
    }

    private GroupToWrite Weights => _root.Group(group);

    private void AddList(GroupToWrite owner, string name, IReadOnlyList<string> texts)
    {
        if (IsOfH5py3 && texts.Count > 0)
            owner.BytesAttributes[name] = new(texts, IsList: true);
        else
            owner.Attributes[name] = Hdf5Attribute.Of(texts);
    }
}
