namespace GenNet.Specs;

/// <summary>The operation that divides a kernel by its spectral norm before the layer that it belongs to takes the same input; at inference it is nothing.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="VectorU">The estimate's singular vector.</param>
/// <param name="PowerIterations">Steps of power iteration.</param>
internal sealed record SpectralDivisionSpec(VariableSpec Kernel, VariableSpec VectorU, int PowerIterations) : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => "SpectralDivision";

    /// <inheritdoc/>
    public override bool KeepsType => true;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(inputs[0], EquatableArray.Of(Kernel, VectorU), EquatableArray.Of(
        KernelConstant.Of("RowBytes", inputs[0].Bytes),
        KernelConstant.Of("KernelRows", Kernel.Shape.ElementCount / Kernel.Shape[-1]),
        KernelConstant.Of("KernelColumns", Kernel.Shape[-1]),
        KernelConstant.Of("PowerIterations", PowerIterations)))
    {
        Identity = Identity.Inference,
    };
}
