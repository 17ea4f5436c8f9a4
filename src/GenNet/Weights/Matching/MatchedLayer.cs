namespace GenNet.Weights.Matching;

/// <summary>A layer with variables, as one side of a load knows it.</summary>
/// <param name="Name">Its name; null if the file has none for it.</param>
/// <param name="Kind">Its class in snake case, <c>batch_normalization</c>; null if the file doesn't tell.</param>
/// <param name="Variables">Its variables in order.</param>
internal sealed record LayerToMatch(string? Name, string? Kind, IReadOnlyList<VariableToMatch> Variables)
{
    /// <summary>Its index among all layers of its side that have variables of their own; -1 if it has none, as most models among the layers.</summary>
    public int Index { get; init; } = -1;

    /// <summary>Whether the class is only what the name sounds like.</summary>
    public bool KindIsOfName { get; init; }

    /// <summary>Whether nothing is taken for it, so that its counterpart may be of any shape.</summary>
    public bool IsFree { get; init; }

    /// <summary>The layers of a model among the layers, in the order that positions count by.</summary>
    public IReadOnlyList<LayerToMatch> Children { get; init; } = [];

    /// <summary>Whether class, number of its own variables and every shape agree, as far as both sides know them.</summary>
    public bool Fits(LayerToMatch other)
    {
        if (Kind is not null && other.Kind is not null && Kind != other.Kind)
            return false;
        if (IsFree || other.IsFree)
            return true;
        if (Variables.Count != other.Variables.Count)
            return false;
        var named = Variables.All(static v => v.Name is not null) && other.Variables.All(static v => v.Name is not null);
        return named
            ? Variables.All(v => other.Variables.Any(o => o.Name == v.Name && o.HasShapeOf(v)))
            : Variables.Zip(other.Variables, static (a, b) => a.HasShapeOf(b)).All(static same => same);
    }
}

/// <summary>A variable of a <see cref="LayerToMatch"/>.</summary>
/// <param name="Name">Its name; null if the file has none for it.</param>
/// <param name="Shape">Its shape as text; null if the file doesn't tell.</param>
internal readonly record struct VariableToMatch(string? Name, string? Shape)
{
    /// <summary>Whether both have one shape, as far as it is known.</summary>
    public bool HasShapeOf(VariableToMatch other) => Shape is null || other.Shape is null || Shape == other.Shape;
}

/// <summary>What tells that a layer of a file is a layer of a model.</summary>
internal enum MatchedBy
{
    /// <summary>Nothing: the model's layer has no counterpart in the file.</summary>
    Nothing,
    /// <summary>Its name.</summary>
    Name,
    /// <summary>Its position among layers that have no names.</summary>
    Position,
}

/// <summary>The counterpart of a model's layer in a file.</summary>
/// <param name="By">What tells it.</param>
/// <param name="Stored">Its index among the file's layers; -1 if it has none.</param>
internal readonly record struct MatchedLayer(MatchedBy By, int Stored)
{
    public static MatchedLayer None { get; } = new(MatchedBy.Nothing, -1);
}
