namespace GenNet.Specs;

/// <summary>A layer that puts normal noise to every value in training: members of <c>INormalNoiseShape</c>.</summary>
public static class NormalNoise
{
    /// <summary>The layer.</summary>
    /// <param name="input">The input.</param>
    /// <param name="deviation">The noise's standard deviation.</param>
    /// <param name="seed">The layer's own seed.</param>
    public static InferredLayer Infer(TensorType input, double deviation, int? seed) => new(input, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
        KernelConstant.Of("RowSize", input.Shape.ElementCount),
        KernelConstant.Of("Deviation", deviation),
        KernelConstant.Of("HasSeed", seed is not null),
        KernelConstant.Of("Seed", (long)(seed ?? 0))))
    {
        Identity = deviation == 0 ? Identity.Always : Identity.Inference,
        NeedsRandomStream = deviation > 0,
    };
}
