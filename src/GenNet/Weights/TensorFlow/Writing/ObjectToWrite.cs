using GenNet.Weights.TensorFlow.Messages;

namespace GenNet.Weights.TensorFlow;

/// <summary>An object that a checkpoint should hold.</summary>
internal sealed class ObjectToWrite
{
    private readonly List<(string Name, ObjectToWrite Object)> _children = [];

    /// <summary>What its attributes hold, in their order.</summary>
    public IReadOnlyList<(string Name, ObjectToWrite Object)> Children => _children;

    /// <summary>Its values, if it is a variable.</summary>
    public ArrayToWrite? Value { get; init; }

    /// <summary>The variable's name in TensorFlow.</summary>
    public string FullName { get; init; } = "";

    /// <summary>The variable's name in GenNet.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether there are values in it or below it.</summary>
    public bool HasValues => Value is not null || _children.Exists(static child => child.Object.HasValues);

    /// <summary>Adds an attribute.</summary>
    public ObjectToWrite Add(string name, ObjectToWrite held)
    {
        _children.Add((name, held));
        return held;
    }

    /// <summary>What the attribute <paramref name="name"/> holds: a new object where there is none.</summary>
    public ObjectToWrite Child(string name) => _children.Find(child => child.Name == name).Object ?? Add(name, new());

    /// <summary>The objects from this one on, nearest first, each once, with the attributes that lead to it.</summary>
    public IReadOnlyList<(string Path, ObjectToWrite Object)> BreadthFirst()
    {
        var all = new List<(string Path, ObjectToWrite Object)> { ("", this) };
        var known = new HashSet<ObjectToWrite>(ReferenceEqualityComparer.Instance) { this };
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var (name, held) in all[i].Object._children)
            {
                if (known.Add(held))
                    all.Add((all[i].Path.Length == 0 ? Escaped(name) : $"{all[i].Path}/{Escaped(name)}", held));
            }
        }
        return all;
    }

    /// <summary>The graph of these objects, as checkpoints have it.</summary>
    public static TrackableGraph GraphOf(IReadOnlyList<(string Path, ObjectToWrite Object)> objects)
    {
        var numbers = new Dictionary<ObjectToWrite, int>(ReferenceEqualityComparer.Instance);
        foreach (var (_, item) in objects)
            numbers[item] = numbers.Count;
        var graph = new TrackableGraph();
        foreach (var (path, item) in objects)
        {
            var node = new TrackableObject { HasCheckpointValues = new() { Value = item.HasValues } };
            node.Children.AddRange(item.Children.Select(child => new TrackableChild { NodeId = numbers[child.Object], LocalName = child.Name }));
            if (item.Value is not null)
                node.Attributes.Add(new TrackableValue { Name = ObjectGraph.Value, FullName = item.FullName, CheckpointKey = KeyOf(path) });
            graph.Nodes.Add(node);
        }
        return graph;
    }

    /// <summary>The key of a variable by the attributes that lead to it.</summary>
    public static string KeyOf(string path) => path + ObjectGraph.ValueSuffix;

    private static string Escaped(string name) => name.Replace(".", "..", StringComparison.Ordinal).Replace("/", ".S", StringComparison.Ordinal);
}
