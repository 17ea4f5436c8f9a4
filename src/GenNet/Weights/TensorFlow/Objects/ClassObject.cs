using GenNet.Weights.KerasH5;

namespace GenNet.Weights.TensorFlow;

/// <summary>A class's layer as an object of a checkpoint, with the layers in it if it is a model.</summary>
internal sealed class ClassObject
{
    private const string Layers = "layers/";

    private ClassObject(string name, string kind, string attribute)
    {
        Name = name;
        Kind = kind;
        Attribute = attribute;
    }

    /// <summary>Its own name in Keras.</summary>
    public string Name { get; }

    /// <summary>Its class in snake case.</summary>
    public string Kind { get; }

    /// <summary>The attributes that lead to it from the model around it, <c>blocks/0</c>; empty where it stands in a list of layers.</summary>
    public string Attribute { get; }

    /// <summary>The layer; null if it is a model.</summary>
    public ExpectedLayer? Layer { get; private set; }

    /// <summary>The weights of a model's own; null if it has none.</summary>
    public ExpectedLayer? Own { get; private set; }

    /// <summary>The layers of a model in Keras' order.</summary>
    public IReadOnlyList<ClassObject> Children { get; private set; } = [];

    /// <summary>Whether its layers are in a list, as those of Sequential and Functional models.</summary>
    public bool HasList => Children.Any(static child => child.Attribute.Length == 0);

    /// <summary>It, or all layers in it.</summary>
    public IEnumerable<ExpectedLayer> All => Children.SelectMany(static child => child.All).Prepend(Own).Prepend(Layer).OfType<ExpectedLayer>();

    /// <summary>The model itself.</summary>
    /// <param name="model">The class.</param>
    /// <param name="scope">What the names of all its layers begin with, where it is a part of the checkpoint: <c>generator/</c>.</param>
    public static ClassObject Of(ExpectedModel model, string scope) =>
        Model(new("", "", ""), [.. model.Layers.OrderBy(static layer => layer.KerasPlace).Select(layer => new Way(layer, StepsTo(layer.ObjectPath), NameIn(scope, layer.Name)))], 0);

    private static string NameIn(string scope, string name) => name.StartsWith(scope, StringComparison.Ordinal) ? name[scope.Length..] : name;

    /// <summary>What leads to a layer.</summary>
    private sealed record Way(ExpectedLayer Layer, string[] Steps, string Name)
    {
        private readonly string[] _names = Name.Split('/');

        // A name may have another number of parts than its path where the class's own history gives it.
        public string NameAt(int depth) => _names.Length == Steps.Length ? _names[depth] : depth == Steps.Length - 1 ? Name : "";
    }

    private static ClassObject Model(ClassObject model, Way[] ways, int depth)
    {
        model.Own = ways.FirstOrDefault(way => way.Steps.Length == depth)?.Layer;
        model.Children =
        [
            .. ways.Where(way => way.Steps.Length > depth).GroupBy(way => way.Steps[depth], StringComparer.Ordinal).Select(group => Child(group.Key, [.. group], depth)),
        ];
        return model;
    }

    private static ClassObject Child(string step, Way[] ways, int depth)
    {
        var isInList = step.StartsWith(Layers, StringComparison.Ordinal);
        var attribute = isInList ? "" : step;
        if (ways is [{ Layer.IsOwn: false } only] && only.Steps.Length == depth + 1)
            return new(only.NameAt(depth), only.Layer.KindInNames, attribute) { Layer = only.Layer };
        return Model(new(ways[0].NameAt(depth), isInList ? KerasPaths.PlaceOf(step).Stem : "", attribute), ways, depth + 1);
    }

    // "layers" and what is behind it lead to a layer in a list, an attribute and a number to one in a list that the attribute is.
    private static string[] StepsTo(string path)
    {
        var steps = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (steps is [.., var last] && (last + "/" == Layers || char.IsAsciiDigit(part[0])))
                steps[^1] = $"{last}/{part}";
            else
                steps.Add(part);
        }
        return [.. steps];
    }
}
