namespace GenNet;

/// <summary>
/// On a property whose type is a model, and which needs no attribute to be a layer of the model around it: its names. Its layers are named below it, <c>backbone/dense</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SubmodelAttribute : Attribute
{
    /// <summary>Keras' name of the model as a layer; by default the property name in snake case.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The attribute of a subclassed Keras model that holds it, as <c>self.</c> has it: <c>encoder</c>, or <c>blocks[0]</c> for one of a list; by default the property name in snake case.
    /// </summary>
    public string? Attribute { get; set; }
}
