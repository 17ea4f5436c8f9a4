namespace GenNet.Specs;

/// <summary>A layer within another one.</summary>
/// <param name="Role">What it is there, as Keras calls it: <c>forward_layer</c>.</param>
/// <param name="Name">Its own name in Keras: <c>forward_lstm</c>.</param>
/// <param name="Spec">The layer.</param>
public sealed record LayerContent(string Role, string Name, LayerSpec Spec)
{
    /// <summary>What stands before the names of its variables among those of the layer that holds it.</summary>
    public string Prefix => Role + "/";

    /// <summary>A variable of it, as one of the layer that holds it.</summary>
    public VariableSpec Within(VariableSpec variable) => variable with
    {
        Name = Prefix + variable.Name,
        Path = Below(Role, variable.Path),
        AlsoAt = variable.AlsoAt is { } path ? Below(Role, path) : null,
        Scope = Below(Name, variable.Scope),
    };

    /// <summary>It, and the objects in it that Keras saves whether or not they have variables, as those of the layer that holds it.</summary>
    public IEnumerable<InnerObject> Objects => Spec.InnerObjects.Select(inner => inner with { Path = Below(Role, inner.Path) }).Prepend(new(Role, Name));

    private static string Below(string outer, string inner) => inner.Length == 0 ? outer : $"{outer}/{inner}";
}

/// <summary>A layer as it was declared within another one.</summary>
/// <param name="Name">Its name in Keras; null if none was given.</param>
/// <param name="Spec">The layer.</param>
public readonly record struct GivenContent(string? Name, LayerSpec Spec);
