using System.Numerics.Tensors;
using GenNet.Specs;

namespace GenNet.Extensions.Tests.CustomLayers;

/// <summary>input · down · up + bias: a Dense whose kernel is of low rank.</summary>
public sealed class LowRankDenseAttribute(int units, [Argument(ArgumentRole.Structure, Minimum = 1)] int rank) : CustomLayerAttribute<LowRankDense>
{
    public bool UseBias { get; set; } = true;

    public double Scale { get; set; } = 1;

    public Initializer DownInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>The arguments as a kernel would see them.</summary>
    public (int Units, int Rank) Sizes => (units, rank);
}

[OutputShape("input[..^1], units", PassesMask = true)]
[Saved("hidden", "input[..^1], rank")]
[Scratch("hiddenGradient", "input[..^1], rank")]
[Requires("rank <= units", "Rank must be at most Units: a Dense is smaller otherwise")]
public sealed partial class LowRankDense : CustomLayer
{
    [LayerWeight("input[^1], rank")]
    public partial Variable Down { get; }

    [LayerWeight("rank, units", Initializer = Initializer.HeNormal)]
    public partial Variable Up { get; }

    [LayerWeight("units", Initializer = Initializer.Zeros, When = "useBias")]
    public partial Variable? Bias { get; }

    private static void Forward(in ForwardPass pass)
    {
        var (features, rank, units) = (pass.InputShape[^1], pass.Arguments.Rank, pass.Arguments.Units);
        for (var row = 0; row < pass.Input.Length / features; row++)
        {
            var hidden = pass.Hidden.Slice(row * rank, rank);
            var output = pass.Output.Slice(row * units, units);
            MultiplyAdd(pass.Input.Slice(row * features, features), pass.Down, hidden);
            MultiplyAdd(hidden, pass.Up, output);
            TensorPrimitives.Multiply(output, (float)pass.Arguments.Scale, output);
            if (!pass.Bias.IsEmpty)
                TensorPrimitives.Add(output, pass.Bias, output);
        }
    }

    private static void Backward(in BackwardPass pass)
    {
        var (features, rank, units) = (pass.InputShape[^1], pass.Arguments.Rank, pass.Arguments.Units);
        for (var row = 0; row < pass.Input.Length / features; row++)
        {
            var input = pass.Input.Slice(row * features, features);
            var hidden = pass.Hidden.Slice(row * rank, rank);
            var hiddenGradient = pass.HiddenGradient.Slice(row * rank, rank);
            var gradient = pass.OutputGradient.Slice(row * units, units);
            if (!pass.BiasGradient.IsEmpty)
                TensorPrimitives.Add(pass.BiasGradient, gradient, pass.BiasGradient);
            TensorPrimitives.Multiply(gradient, (float)pass.Arguments.Scale, gradient);
            OuterAdd(hidden, gradient, pass.UpGradient);
            MultiplyTransposed(gradient, pass.Up, hiddenGradient);
            OuterAdd(input, hiddenGradient, pass.DownGradient);
            if (!pass.InputGradient.IsEmpty)
                MultiplyTransposed(hiddenGradient, pass.Down, pass.InputGradient.Slice(row * features, features));
        }
    }

    // row · matrix, added.
    private static void MultiplyAdd(ReadOnlySpan<float> row, ReadOnlySpan<float> matrix, Span<float> result)
    {
        for (var i = 0; i < row.Length; i++)
            TensorPrimitives.MultiplyAdd(matrix.Slice(i * result.Length, result.Length), row[i], result, result);
    }

    private static void MultiplyTransposed(ReadOnlySpan<float> row, ReadOnlySpan<float> matrix, Span<float> result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TensorPrimitives.Dot(matrix.Slice(i * row.Length, row.Length), row);
    }

    private static void OuterAdd(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> sum)
    {
        if (sum.IsEmpty)
            return;
        for (var i = 0; i < left.Length; i++)
        {
            var line = sum.Slice(i * right.Length, right.Length);
            TensorPrimitives.MultiplyAdd(right, left[i], line, line);
        }
    }
}
