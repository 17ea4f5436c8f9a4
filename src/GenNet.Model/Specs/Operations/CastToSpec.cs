namespace GenNet.Specs;

/// <summary>Another type: <c>Tensor.Cast(x > 0, DType.Float32)</c>.</summary>
/// <param name="To">The type.</param>
public sealed record CastToSpec(DType To) : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => "Cast";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("dtype", ArgumentValue.Of(To)));

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => input;

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => To is DType.Int32 or DType.Int64 or DType.Bool || (To == DType.Float32 && inputs[0].DType is not (DType.Float16 or DType.BFloat16))
        ? new CastSpec { To = To }.Infer(inputs)
        : throw SpecException.Of("dtype", $"is {ArgumentValue.Of(To)}, and operations of a model are cast to float32, int32, int64 or bool; set the dtype of layers instead");

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.Cast({inputs[0]}, DType.{To})";
}
