namespace GenNet.Specs;

/// <summary>A function of each element: <c>Tensor.Exp(x)</c>.</summary>
/// <param name="Function">Which one.</param>
public sealed record ElementFunctionSpec(ElementFunction Function) : OperationSpec
{
    /// <summary>Numbers that it is given, at most two, with Keras' names.</summary>
    public EquatableArray<OperationNumber> Parameters { get; init; } = EquatableArray<OperationNumber>.Empty;

    /// <inheritdoc/>
    public override string Kind => Function.ToString();

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("ElementFunction");

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Parameters.Select(static number => Argument(number.Name, ArgumentValue.Of(number.Value))).ToEquatableArray();

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(inputs[0].Shape, None, EquatableArray.Of(
        KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount),
        KernelConstant.Of("Function", Function),
        KernelConstant.Of("First", Parameters.Count > 0 ? Parameters[0].Value : 0),
        KernelConstant.Of("Second", Parameters.Count > 1 ? Parameters[1].Value : 0)));

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => Function switch
    {
        ElementFunction.Negative => $"-{inputs[0]}",
        ElementFunction.GeluApproximate => $"Tensor.Gelu({inputs[0]}, approximate: true)",
        _ => $"Tensor.{Function}({string.Join(", ", Parameters.Select(static number => Number(number.Value)).Prepend(inputs[0]))})",
    };
}

/// <summary>A number that an operation is given.</summary>
/// <param name="Name">Keras' name of it.</param>
/// <param name="Value">The number.</param>
public readonly record struct OperationNumber(string Name, double Value);
