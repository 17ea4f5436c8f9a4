using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Writing;

namespace GenNet.Weights.Shards;

/// <summary>The files that weights are parted into: the objects in Keras' order, and a new file where the next array would make one too large. An object may go on in the next.</summary>
internal sealed class KerasShardsToWrite
{
    private readonly List<GroupToWrite> _roots = [new()];
    private readonly List<(string Group, List<int> Files)> _map = [];
    private readonly List<ArrayToWrite> _arrays = [];
    private long _size;
    private long _total;

    private KerasShardsToWrite()
    {
    }

    /// <summary>How many files.</summary>
    public int Count => _roots.Count;

    /// <summary>Parts the weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="most">The most bytes of arrays in one file.</param>
    /// <exception cref="ArgumentException">An array is larger.</exception>
    public static KerasShardsToWrite Of(WeightsToWrite weights, long most)
    {
        var shards = new KerasShardsToWrite();
        foreach (var (name, text) in weights.Metadata)
            shards._roots[0].Attributes[name] = Hdf5Attribute.Of(text);
        foreach (var item in KerasObjects.Of(weights))
            shards.Add(item, most);
        if (shards.Count > 1)
        {
            var save = Hdf5Attribute.Of(SavedTogether.Of(shards._arrays));
            foreach (var root in shards._roots)
                root.Attributes[WeightMetadata.Save] = save;
        }
        return shards;
    }

    /// <summary>What a file holds.</summary>
    public GroupToWrite Root(int file) => _roots[file];

    /// <summary>Writes the index.</summary>
    /// <param name="names">Names of the files.</param>
    /// <param name="stream">Takes it.</param>
    public void WriteIndex(IReadOnlyList<string> names, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 4, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        // A number with a fraction, as Python writes it.
        json.WritePropertyName("total_size");
        json.WriteRawValue(_total.ToString(CultureInfo.InvariantCulture) + ".0");
        json.WriteEndObject();
        json.WriteStartObject("weight_map");
        foreach (var (group, files) in _map)
        {
            json.WritePropertyName(group);
            if (files.Count == 1)
            {
                json.WriteStringValue(names[files[0]]);
                continue;
            }
            json.WriteStartArray();
            foreach (var file in files.Distinct())
                json.WriteStringValue(names[file]);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Add(KerasObject item, long most)
    {
        var path = KerasPaths.VariablesOf(item.Path);
        _roots[^1].Group(path).Attributes["name"] = Hdf5Attribute.Of(item.Name);
        var files = new List<int>();
        for (var i = 0; i < item.Variables.Count; i++)
        {
            var array = item.Variables[i];
            if (array.Size > most)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{item.Path}/{item.VariableNames?[i]} takes {array.Size} bytes, and {nameof(SaveOptions)}.{nameof(SaveOptions.MaxShardSize)} is {most}: an array is never parted. Take at least as many. Nothing was saved."), "options");
            }
            if (_size + array.Size > most)
            {
                _roots.Add(new());
                _size = 0;
            }
            _arrays.Add(array);
            _size += array.Size;
            _total += array.Size;
            var key = i.ToString(CultureInfo.InvariantCulture);
            var group = _roots[^1].Group(path);
            group.Add(key, array);
            if (item.VariableNames is { } names)
                group.AttributesOf(key)[WeightMetadata.VariableName] = Hdf5Attribute.Of(names[i]);
            files.Add(_roots.Count - 1);
        }
        // As Keras: a single array has the name of its file, several the list of theirs.
        if (files.Count > 0)
            _map.Add(("/" + path, files));
    }
}
