namespace GenNet;

/// <summary>
/// On a layer, a model among the layers, or a weight of the model's own: a name that it had in weight files before it got the present one. Files and contract versions with that name are read as if
/// they had the present name.
/// <code>
/// [Dense(64), FormerName("hidden")] public partial Dense Body { get; }
/// </code>
/// Of a list (<see cref="RepeatAttribute"/>) it is the name without the numbers. Of a layer that moved out of a model it has that one's name in front, <c>backbone/dense</c>; of one that moved into a model,
/// a slash: <c>[FormerName("/dense")]</c> is the layer <c>dense</c> of the model around this one.
/// </summary>
/// <param name="name">The name as weight files have it, which is Keras': <c>hidden</c>, <c>conv2d_3</c>.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class FormerNameAttribute(string name) : Attribute
{
    /// <summary>The name as weight files have it.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// First version of the contract in which the layer hasn't that name any more. 0, the default: it had the name wherever its present one isn't there. Only where two layers exchanged their names,
    /// or a new layer got the name, must it be said. Within a model around the layer's, whose versions are counted otherwise, it is 0.
    /// </summary>
    public int Since { get; set; }

    /// <summary>Of a list, the one element whose name it was, number and all; -1, the default: that of all, followed by their numbers.</summary>
    public int Element { get; set; } = -1;
}
