namespace GenNet.Specs;

/// <summary>What Keras calls an argument that is a layer which another one holds.</summary>
/// <param name="Name">The argument: <c>layer</c>.</param>
public readonly record struct ContentArgument(string Name)
{
    /// <summary>Whether it may be several layers.</summary>
    public bool IsList { get; init; }
}
