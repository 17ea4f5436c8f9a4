namespace GenNet.Specs;

/// <summary>What the compiler knows of a <see cref="VariableAttribute"/>: to the graph, a layer that takes nothing and yields its weight in each row.</summary>
/// <param name="Variable">The weight.</param>
public sealed record ModelVariableSpec(VariableSpec Variable) : LayerSpec
{
    /// <summary>The kernels' name of the weight, whatever the model calls it.</summary>
    public const string Value = "value";

    /// <inheritdoc/>
    public override string Kind => "Variable";

    /// <inheritdoc/>
    public override string TypeName => "ModelVariable";

    /// <inheritdoc/>
    public override LayerInputs Inputs => new(EquatableArray<string>.Empty, 0, IsVariadic: false);

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <summary>Whether the first axis is left out, which is the batch's and 1.</summary>
    public bool IsWithoutBatch { get; init; }

    /// <summary>The bound of the model's length at run time where the weight is that of each timestep; 0 where it isn't.</summary>
    public int LargestLength { get; init; }

    /// <summary>Reads the attribute's arguments.</summary>
    /// <exception cref="SpecException">One of them makes no sense.</exception>
    public static ModelVariableSpec Create(LayerArguments arguments)
    {
        var shape = TensorShape.Of([.. arguments.Integers("shape") ?? EquatableArray<int>.Empty]);
        if (shape.Dimensions.Any(static size => size < 1))
            throw SpecException.Of("shape", $"is {shape.ToKerasString()} and must have sizes of at least 1");
        var initializer = arguments.Member<Initializer>("initializer") ?? Initializer.GlorotUniform;
        if (initializer == Initializer.Orthogonal && shape.Rank < 2)
            throw SpecException.Of("initializer", $"is {ArgumentValue.Of(initializer)}, which needs at least two axes, and Shape is {shape.ToKerasString()}; use another");
        var isState = arguments.Boolean("trainable") == false;
        return new(new VariableSpec(
            Value, shape, initializer, isState, L1: arguments.Double("l1", minimum: 0) ?? 0, L2: arguments.Double("l2", minimum: 0) ?? 0));
    }

    /// <summary>The weight as an operand beside a tensor: where that has a length at run time, and the weight no such axis, it is that of each timestep.</summary>
    /// <param name="other">Type of the tensor.</param>
    /// <exception cref="SpecException">It has more axes than the tensor.</exception>
    public ModelVariableSpec Beside(TensorType other)
    {
        var (own, rank) = (Variable.Shape.Rank, other.Shape.Rank);
        if (own > rank + 1 || (own == rank + 1 && Variable.Shape[0] != 1))
            throw new SpecException($"has shape {Variable.Shape.ToKerasString()}, more axes than the tensor beside it has after the batch: {rank}");
        return this with { IsWithoutBatch = own > rank, LargestLength = other.HasRunTimeLength && own < rank ? other.Shape[0] : 0 };
    }

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var shape = IsWithoutBatch ? TensorShape.Of([.. Variable.Shape.Dimensions.Skip(1)]) : Variable.Shape;
        var inferred = new InferredLayer(shape, EquatableArray.Of(Variable), EquatableArray.Of(KernelConstant.Of("Size", shape.ElementCount)));
        return LargestLength == 0 ? inferred : inferred.OnEach(new(LargestLength, true));
    }
}
