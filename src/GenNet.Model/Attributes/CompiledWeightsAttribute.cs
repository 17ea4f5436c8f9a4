using System.ComponentModel;

namespace GenNet;

/// <summary>
/// On a compiled model: its weight contract, which travels in the assembly so that projects that reference it can check their own weight files against the model. The generator writes it.
/// </summary>
/// <param name="contract">A contract with the class as it is alone.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompiledWeightsAttribute(string contract) : Attribute
{
    /// <summary>A contract with the class as it is alone.</summary>
    public string Contract { get; } = contract;

    /// <summary>A contract with the other versions that are kept.</summary>
    public string Kept { get; set; } = "";

    /// <summary>What the class declares of older versions, a line a declaration, as <c>GuardedModel</c> reads it.</summary>
    public string Declared { get; set; } = "";

    /// <summary>Groups of Keras' weight files with their layers, a line a group: <c>layers/dense_1 head</c>.</summary>
    public string Groups { get; set; } = "";
}
