namespace GenNet.Specs;

/// <summary>What becomes of the elements along some axes: <c>Tensor.Mean(x, axis: 1)</c>.</summary>
/// <param name="Function">What.</param>
/// <param name="Axes">Keras' axes, the batch being 0.</param>
/// <param name="KeepDims">Whether these axes stay, with size 1.</param>
public sealed record ReduceSpec(ReduceFunction Function, EquatableArray<int> Axes, bool KeepDims) : OperationSpec
{
    private const string AxisName = "axis";

    /// <inheritdoc/>
    public override string Kind => Function.ToString();

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("Reduce");

    /// <summary>Whether it is about true and false.</summary>
    public bool IsLogical => Function is ReduceFunction.Any or ReduceFunction.All;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument(AxisName, KerasAxis.Argument(Axes)), Argument("keepdims", ArgumentValue.Of(KeepDims)));

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) =>
        IsLogical ? input with { DType = DType.Bool } : base.Entering(index, Function is ReduceFunction.CountNonzero or ReduceFunction.Argmax or ReduceFunction.Argmin ? input : Broadcast.Real(index, input));

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
        KerasAxis.OnTimestep(Axes, inputs[0].Shape, AxisName) is { } axes ? this with { Axes = axes } : null;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var input = inputs[0].Shape;
        var positions = KerasAxis.WithoutBatch(Axes, input, AxisName);
        if (Function is ReduceFunction.Argmax or ReduceFunction.Argmin && positions.Count > 1)
            throw SpecException.Of(AxisName, $"is {ArgumentValue.Of(Axes)} and must be one axis");
        var output = TensorShape.Of([.. input.Dimensions.Select((size, axis) => positions.Contains(axis) ? KeepDims ? 1 : -1 : size).Where(static size => size >= 0)]);
        return new(new TensorType(output, Type), None, EquatableArray.Of(
        [
            .. ReductionAxes.Of(input, positions).Constants(input),
            KernelConstant.Of("Function", Function),
        ]));
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs)
    {
        var axis = Axes.Count == 1 ? Numbers(Axes) : $"[{Numbers(Axes)}]";
        return $"Tensor.{Function}({inputs[0]}, axis: {axis}{(KeepDims ? ", keepdims: true" : "")})";
    }

    private DType Type => IsLogical ? DType.Bool : Function is ReduceFunction.Argmax or ReduceFunction.Argmin or ReduceFunction.CountNonzero ? DType.Int32 : DType.Float32;
}
