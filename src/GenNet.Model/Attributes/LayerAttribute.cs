namespace GenNet;

/// <summary>
/// Base of all layer attributes. Constructor parameters and properties carry Keras' argument names in C# casing,
/// so <c>kernel_size</c> is <c>kernelSize</c> or <c>KernelSize</c>.
/// </summary>
// Several on one property are a layer that holds others, or an error that says so.
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>Keras' name of the layer; by default the property name in snake case.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The attribute of a subclassed Keras model that holds the layer, as <c>self.</c> has it: <c>output_layer</c>, or <c>blocks[0]</c> for one of a list; by default the property name in snake case.
    /// Groups of weight files are called by it where the model's <see cref="ModelAttribute.Form"/> says so.
    /// </summary>
    public string? Attribute { get; set; }

    /// <summary>
    /// Whether training changes the layer's weights, of a new model; the layer object's own <c>Trainable</c> changes it at run time. A frozen BatchNormalization also runs in inference mode.
    /// </summary>
    public bool Trainable { get; set; } = true;

    /// <summary>In which types the layer computes and has its variables: Keras' <c>dtype</c>. By default as its model's <see cref="ModelAttribute.DType"/> says.</summary>
    public DTypePolicy DType { get; set; }
}
