namespace GenNet.Specs;

/// <summary>Initializer and penalties of one weight: Keras' <c>kernel_initializer</c>, <c>kernel_regularizer</c> and their kin.</summary>
public sealed record WeightArguments(Initializer Initializer, double L1, double L2)
{
    /// <summary>Reads <c>&lt;prefix&gt;_initializer</c>, <c>&lt;prefix&gt;_l1</c> and <c>&lt;prefix&gt;_l2</c>.</summary>
    public static WeightArguments Read(LayerArguments arguments, string prefix, Initializer initializer) => new(
        arguments.Member<Initializer>(prefix + "_initializer") ?? initializer,
        Penalty(arguments, prefix + "_l1"),
        Penalty(arguments, prefix + "_l2"));

    /// <summary>The variable of that name and shape.</summary>
    /// <exception cref="SpecException">The initializer makes matrices and the shape has fewer than two axes.</exception>
    public VariableSpec Variable(string name, TensorShape shape) =>
        Initializer == Initializer.Orthogonal && shape.Rank < 2
            ? throw SpecException.Of(name + "_initializer", $"is {ArgumentValue.Of(Initializer)}, which needs at least two axes, and {name} has shape {shape.ToKerasString()}; use another")
            : new(name, shape, Initializer, L1: L1, L2: L2);

    /// <summary>The arguments as they stand.</summary>
    public IEnumerable<LayerArgument> Arguments(string prefix, Initializer initializer) =>
    [
        new(prefix + "_initializer", ArgumentValue.Of(Initializer), ArgumentValue.Of(initializer), ArgumentRole.Training),
        new(prefix + "_l1", ArgumentValue.Of(L1), ArgumentValue.Of(0.0), ArgumentRole.Training),
        new(prefix + "_l2", ArgumentValue.Of(L2), ArgumentValue.Of(0.0), ArgumentRole.Training),
    ];

    private static double Penalty(LayerArguments arguments, string name) => arguments.Double(name, minimum: 0) ?? 0;
}
