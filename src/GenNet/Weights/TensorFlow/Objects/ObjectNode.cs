namespace GenNet.Weights.TensorFlow;

/// <summary>An object of a checkpoint.</summary>
/// <param name="Children">The objects that its attributes hold, or its elements if it is a list.</param>
/// <param name="Value">Its value, if it is a variable.</param>
/// <param name="FullName">The variable's name, <c>hidden/kernel</c>; empty where the file doesn't tell.</param>
internal sealed record ObjectNode(IReadOnlyList<ObjectEdge> Children, StoredTensor? Value, string FullName)
{
    /// <summary>The variable's name without what TensorFlow puts behind it for the tensor that it is of.</summary>
    public string NameOfVariable => FullName.EndsWith(":0", StringComparison.Ordinal) ? FullName[..^2] : FullName;

    /// <summary>Number of the object that the attribute <paramref name="name"/> holds; -1 if there is none.</summary>
    public int Child(string name)
    {
        foreach (var edge in Children)
        {
            if (edge.Name == name)
                return edge.Node;
        }
        return -1;
    }
}

/// <summary>An attribute of an object.</summary>
/// <param name="Name">Its name; of an element of a list its place.</param>
/// <param name="Node">Number of the object that it holds.</param>
internal readonly record struct ObjectEdge(string Name, int Node);
