namespace GenNet;

/// <summary>
/// On a layer of one's own: memory for each row that training keeps from <c>Forward</c> to <c>Backward</c>. At inference it is there too, and kept for nobody. It is 0 when <c>Forward</c> begins.
/// </summary>
/// <param name="name">Its name in the layer's code: <c>hidden</c>.</param>
/// <param name="rule">Its shape, by the rules of <see cref="OutputShapeAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SavedAttribute(string name, string rule) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its shape.</summary>
    public string Rule { get; } = rule;
}

/// <summary>
/// On a layer of one's own: working memory for each row, in <c>Forward</c> and in <c>Backward</c>. It is 0 when either begins, and kept for nobody.
/// </summary>
/// <param name="name">Its name in the layer's code: <c>hiddenGradient</c>.</param>
/// <param name="rule">Its shape, by the rules of <see cref="OutputShapeAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ScratchAttribute(string name, string rule) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its shape.</summary>
    public string Rule { get; } = rule;
}
