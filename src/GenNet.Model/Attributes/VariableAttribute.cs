namespace GenNet;

/// <summary>
/// A weight of the model's own, beside those of its layers: <c>Forward</c> adds, subtracts or multiplies it. It has no batch axis: its axes are the last of the tensor's.
/// <code>
/// [Variable(10)] public partial Variable Offset { get; }
/// private Tensor Forward([Input(10)] Tensor x) => Output.Forward(x - Offset);
/// </code>
/// Keras: <c>self.add_weight(shape=(10,))</c> of a subclassed model or layer.
/// </summary>
/// <param name="shape">Its dimensions; none for one number.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class VariableAttribute(params int[] shape) : Attribute
{
    /// <summary>Its dimensions.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>Its name in weight files; by default the property name in snake case.</summary>
    public string? Name { get; set; }

    /// <summary>How it starts.</summary>
    public Initializer Initializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>Whether training changes it. One that it never changes is state, and stands behind the others in files.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>Weight of the L1 penalty l1·Σ|w| added to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Weight of the L2 penalty l2·Σw² added to the loss.</summary>
    public double L2 { get; set; }
}
