namespace GenNet;

/// <summary>
/// Marks a partial class as a neural network: the GenNet generator compiles its layer properties, and its
/// <c>Forward</c> method where it has one, into layer code and typed weight files.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>Keras' name of the model; by default the class name in snake case.</summary>
    public string? Name { get; set; }

    /// <summary>What the class is in Keras, which names the groups of weight files by it.</summary>
    public KerasForm Form { get; set; }

    /// <summary>Name of the class in Keras where <see cref="Form"/> is <see cref="KerasForm.Subclassed"/> or <see cref="KerasForm.Layer"/>; by default the class's own.</summary>
    public string? KerasClass { get; set; }

    /// <summary>
    /// In which types the model's layers compute and have their variables, but for those that say it themselves; float32 by default. A model among the layers has its own.
    /// </summary>
    public DTypePolicy DType { get; set; }
}
