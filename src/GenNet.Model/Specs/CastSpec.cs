namespace GenNet.Specs;

/// <summary>
/// A change of type, which comes into a graph by itself where a layer computes in another type than a value has (keras/src/layers/layer.py, <c>autocast</c>). No class, config or contract
/// names it.
/// </summary>
public sealed record CastSpec : LayerSpec
{
    /// <summary>The type that the value gets.</summary>
    public required DType To { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Cast";

    /// <inheritdoc/>
    public override bool IsImplicit => true;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var from = inputs[0].DType;
        return new(inputs[0] with { DType = To }, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount),
            KernelConstant.Of("From", from),
            KernelConstant.Of("To", To)))
        {
            // Each number of 16 bits is one of float32's, and lies in memory as that.
            Identity = To == DType.Float32 && from.BetweenLayers() == DType.Float32 ? Identity.Always : Identity.Never,
        };
    }
}
