namespace GenNet.Specs;

/// <summary>What encoding makes of a shape; Keras' rules for <c>output_mode</c>.</summary>
public static class CategoryShape
{
    /// <summary>The output's shape, batch left out.</summary>
    /// <exception cref="SpecException">The values can't be encoded so.</exception>
    public static TensorShape Of(TensorShape input, OutputMode mode, int tokens) => mode switch
    {
        OutputMode.Int => input,
        OutputMode.OneHot when input.Rank > 0 && input[-1] == 1 => TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1), tokens]),
        OutputMode.OneHot => TensorShape.Of([.. input.Dimensions, tokens]),
        _ when input.Rank == 1 => TensorShape.Of(tokens),
        _ => throw SpecException.Of(
            "output_mode", $"is {ArgumentValue.Of(mode)}, which takes rows of shape (n,), and the input is {input.ToKerasString()}; use {ArgumentValue.Of(OutputMode.OneHot)}, or put a Reshape before it"),
    };

    /// <summary>The kernels' constants, members of <c>ICategoryShape</c>.</summary>
    public static IEnumerable<KernelConstant> Constants(TensorShape input, OutputMode mode, int tokens) =>
    [
        KernelConstant.Of("RowSize", input.ElementCount),
        KernelConstant.Of("Tokens", tokens),
        KernelConstant.Of("OutputMode", mode),
    ];
}
