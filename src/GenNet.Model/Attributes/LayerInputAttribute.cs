namespace GenNet;

/// <summary>
/// On a layer of one's own: an input, in the order of a call's arguments. Without any, a layer takes one, called <c>input</c>. One called <c>mask</c>, of type <see cref="GenNet.DType.Bool"/>, stands
/// last and takes the mask that flows with the first input, if there is one.
/// </summary>
/// <param name="name">Its name, for rules, calls and the layer's code: <c>query</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerInputAttribute(string name) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it holds; by default <see cref="GenNet.DType.Float32"/>.</summary>
    public DType DType { get; set; }
}
