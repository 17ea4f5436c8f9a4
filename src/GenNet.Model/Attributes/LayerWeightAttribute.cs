namespace GenNet;

/// <summary>
/// On a partial property of a layer of one's own, <c>public partial Variable Kernel { get; }</c>: a weight, in the order of the properties. It is called in files and contracts as the property,
/// in snake case. Keras: <c>add_weight</c>.
/// </summary>
/// <remarks>
/// Where the layer's attribute has arguments <c>KernelInitializer</c> (an <see cref="GenNet.Initializer"/>), <c>KernelL1</c> or <c>KernelL2</c>, they hold for the weight <c>Kernel</c>.
/// </remarks>
/// <param name="rule">Its shape, by the rules of <see cref="OutputShapeAttribute"/>: <c>"input[^1], units"</c>.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class LayerWeightAttribute(string rule) : Attribute
{
    /// <summary>Its shape.</summary>
    public string Rule { get; } = rule;

    /// <summary>How it starts; <see cref="Initializer.GlorotUniform"/> by default, as Keras' <c>add_weight</c> has it for numbers with a fraction.</summary>
    public Initializer Initializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>Whether it is never trained by gradients, as a moving average: the layer's own code changes it in training. Keras: <c>trainable=False</c>.</summary>
    public bool IsState { get; set; }

    /// <summary>When there is such a weight at all: a condition over inputs and arguments, <c>"useBias"</c>. Its property is then of type <c>Variable?</c>.</summary>
    public string? When { get; set; }

    /// <summary>L1 penalty: l1·Σ|w| is added to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>L2 penalty: l2·Σw² is added to the loss.</summary>
    public double L2 { get; set; }
}
