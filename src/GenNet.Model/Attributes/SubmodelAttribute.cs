namespace GenNet;

/// <summary>
/// On a property whose type is a model, and which needs no attribute to be a layer of the model around it: its name. Its layers are named below it, <c>backbone/dense</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SubmodelAttribute : Attribute
{
    /// <summary>Keras' name of the model as a layer; by default the property name in snake case.</summary>
    public string? Name { get; set; }
}
