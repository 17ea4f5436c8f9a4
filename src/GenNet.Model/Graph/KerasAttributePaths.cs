using System.Globalization;
using GenNet.Naming;

namespace GenNet.Graph;

/// <summary>
/// The groups of a subclassed model's layers in a <c>.weights.h5</c>, below the model's own. Keras goes through a model's attributes, sorted, and its public property <c>layers</c>, a list of
/// all its layers, is one of these; what was met before is stored once (keras/src/saving/saving_lib.py, <c>_walk_saveable</c>). Releases differ in how they sort and count.
/// </summary>
internal sealed class KerasAttributePaths
{
    /// <summary>
    /// How many layouts there are: 0 is that of Keras 3 from 3.3 on, where private attributes come last; 1 that of Keras 3.0 to 3.2 and of TensorFlow 2.12 and 2.13, where they come in their place;
    /// 2 that of TensorFlow 2.14 and 2.15, where what was met before doesn't count in the list; 3 that of tf_keras from 2.16 on, which goes backwards; <see cref="Objects"/> that of checkpoints.
    /// </summary>
    public const int Layouts = 5;

    /// <summary>The layout of TensorFlow's checkpoints, whose object graph has every attribute as it is called, and the elements of a list by their places: <c>blocks/0</c>.</summary>
    public const int Objects = 4;

    private const string Layers = "layers";

    private readonly IReadOnlyList<(string Kind, KerasAttribute Attribute)> _layers;
    private readonly string[][] _paths;

    /// <summary>Finds them.</summary>
    /// <param name="layers">Class and attribute of each layer, in the order of their assignments.</param>
    /// <param name="isModel">Whether it is a model; a layer has no <c>layers</c>.</param>
    public KerasAttributePaths(IReadOnlyList<(string Kind, KerasAttribute Attribute)> layers, bool isModel)
    {
        _layers = layers;
        _paths = isModel
            ?
            [
                Paths(static name => name[0] != '_' && IsBeforeLayers(name), countsAll: true),
                Paths(IsBeforeLayers, countsAll: true),
                Paths(IsBeforeLayers, countsAll: false),
                Paths(static name => !IsBeforeLayers(name), countsAll: false),
                ObjectPaths(),
            ]
            : [.. Enumerable.Repeat(Paths(static _ => true, countsAll: true), Objects), ObjectPaths()];
    }

    /// <summary>Those of a layout, in the order of the layers.</summary>
    public IReadOnlyList<string> this[int layout] => _paths[layout];

    private static bool IsBeforeLayers(string attribute) => string.CompareOrdinal(attribute, Layers) < 0;

    private string[] ObjectPaths() => [.. _layers.Select(static layer =>
        layer.Attribute.Index is { } index ? $"{layer.Attribute.Name}/{index.ToString(CultureInfo.InvariantCulture)}" : layer.Attribute.Name)];

    private string[] Paths(Func<string, bool> isByAttribute, bool countsAll)
    {
        var paths = new string?[_layers.Count];
        foreach (var attribute in Enumerable.Range(0, _layers.Count).GroupBy(i => _layers[i].Attribute.Name).Where(attribute => isByAttribute(attribute.Key)))
        {
            var list = new Numbers(attribute.Key);
            foreach (var layer in attribute.OrderBy(i => _layers[i].Attribute.Index))
                paths[layer] = _layers[layer].Attribute.Index is null ? attribute.Key : list.Next(_layers[layer].Kind);
        }
        var all = new Numbers(Layers);
        for (var layer = 0; layer < paths.Length; layer++)
        {
            var inList = countsAll || paths[layer] is null ? all.Next(_layers[layer].Kind) : null;
            paths[layer] ??= inList;
        }
        return paths!;
    }

    /// <summary>The names that a container gives its elements: by class, from the second of a class on with a number.</summary>
    private sealed class Numbers(string container)
    {
        private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

        public string Next(string kind)
        {
            var group = LayerClass.InNames(kind);
            _used.TryGetValue(group, out var count);
            _used[group] = count + 1;
            return $"{container}/{group}{(count == 0 ? "" : "_" + count.ToString(CultureInfo.InvariantCulture))}";
        }
    }
}
