using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Conformance.Numerics;

/// <summary>
/// How many terms the longest sum has that a layer computes, forward or backward, for one element of an output or gradient. That is what
/// float32 rounding grows with.
/// </summary>
internal static class ReductionLength
{
    /// <summary>The number of terms of a call for a batch of <paramref name="rows"/> rows whose first input has shape <paramref name="input"/>.</summary>
    public static long Of(CallNode call, TensorShape input, int rows)
    {
        var output = call.Inferred.Output;
        return call.Spec switch
        {
            DenseSpec => Kernel(call.Inferred, rows * (output.ElementCount / output[-1])),
            Conv1DSpec or Conv2DSpec or Conv3DSpec => Kernel(call.Inferred, rows * (output.ElementCount / call.Inferred.Variables[0].Shape[-1])),
            Conv1DTransposeSpec or Conv2DTransposeSpec or Conv3DTransposeSpec => Kernel(call.Inferred, rows * (output.ElementCount / call.Inferred.Variables[0].Shape[-2])),
            DepthwiseConv1DSpec or DepthwiseConv2DSpec => Depthwise(call.Inferred, rows * (output.ElementCount / call.Inferred.Variables[0].Shape.Dimensions.Skip(output.Rank - 1).Aggregate(1, static (a, b) => a * b))),
            SeparableConv1DSpec or SeparableConv2DSpec => Depthwise(call.Inferred, rows * (output.ElementCount / call.Inferred.Variables[1].Shape[-1])) + call.Inferred.Variables[1].Shape.Dimensions.Max(),
            // Errors go through all steps, each with products of input and state; the kernels' gradients sum over all steps of all rows.
            RecurrentSpec or GatedCellSpec => input[0] * (long)(input[1] + output[-1] + rows),
            // So, with as many products as the window has elements; its kernels' gradients sum over all positions too.
            ConvLSTMSpec => input[0] * Kernel(call.Inferred, rows * (output.ElementCount / output[-1])),
            EmbeddingSpec => rows * input.ElementCount,
            UpSampling1DSpec or UpSampling3DSpec => output.ElementCount / input.ElementCount,
            // Filters of up to 10 × 10 pixels.
            UpSampling2DSpec upSampling => (upSampling.Interpolation == Interpolation.Nearest ? 1 : 100) * (output.ElementCount / input.ElementCount),
            // Products of projections, softmax and projections again; the kernels' gradients sum over all positions of all rows.
            HeadAttentionSpec => (rows + 2) * (input.ElementCount + output.ElementCount) + call.Inferred.Variables.Where(static v => v.Shape.Rank > 2).Max(static v => v.Shape.ElementCount / v.Shape[0]),
            ScoreAttentionSpec => rows * (input.ElementCount + output.ElementCount),
            EinsumDenseSpec => Math.Max(rows * output.ElementCount, call.Inferred.Variables[0].Shape.ElementCount),
            ReversibleEmbeddingSpec => rows * (input.ElementCount + output.ElementCount),
            _ when call.Spec.Arguments.FirstOrDefault(static argument => argument.Name == "pool_size") is { } window => Product(window.Value.ToObject() as long[] ?? []),
            // The batch's statistics, and gamma's and beta's gradients, sum over all elements of a channel.
            BatchNormalizationSpec => rows * (input.ElementCount / call.Inferred.Variables[0].Shape.ElementCount),
            // gamma and beta, like a gradient of a broadcast input, sum over the batch as well as over the row.
            LayerNormalizationSpec => Math.Max(input.ElementCount, rows * input.ElementCount / Math.Max(1, Smallest(call.Inferred, input))),
            // Statistics of a group, and gamma's and beta's gradients of a channel, over the batch.
            GroupNormalizationSpec => rows * input.ElementCount,
            NormalizationSpec => 1,
            // Its gradient sums over the batch.
            ModelVariableSpec => rows,
            // The layers in it, for as many rows as there are steps; gradients of the input are those of all of them together.
            WrapperSpec wrapper => wrapper.Content.Select((content, i) => OfContent(call, wrapper, i, input, rows)).Sum(),
            ZeroPadding1DSpec or ZeroPadding2DSpec or ZeroPadding3DSpec or Cropping1DSpec or Cropping2DSpec or Cropping3DSpec or DropoutSpec or FlattenSpec or ReshapeSpec or ConcatenateSpec or ReLUSpec => 1,
            _ => input.ElementCount,
        };
    }

    private static long OfContent(CallNode call, WrapperSpec wrapper, int content, TensorShape input, int rows)
    {
        var types = wrapper.InputsOf(content, EquatableArray.Of<TensorType>(input));
        var spec = wrapper.Content[content].Spec;
        var each = types[0].Shape.ElementCount;
        return Of(call with { Spec = spec, Inferred = spec.Infer(types) }, types[0].Shape, checked((int)(rows * (input.ElementCount / each))));
    }

    // Fan-in forward, fan-out for the input's gradient, all positions of the batch for the kernel's.
    private static long Kernel(InferredLayer layer, long positions)
    {
        var kernel = layer.Variables[0].Shape;
        return Math.Max(positions, Math.Max(kernel.ElementCount / kernel[-1], kernel.ElementCount / kernel[-2]));
    }

    // All taps of a channel, times its filters for the input's gradient; all positions of the batch for the kernel's.
    private static long Depthwise(InferredLayer layer, long positions)
    {
        var kernel = layer.Variables[0].Shape;
        return Math.Max(positions, kernel.ElementCount / kernel[-2]);
    }

    private static long Smallest(InferredLayer layer, TensorShape input) =>
        layer.Variables.Count == 0 ? input.ElementCount : layer.Variables.Min(static v => v.Shape.ElementCount);

    private static long Product(long[] sizes) => sizes.Aggregate(1L, static (product, size) => product * size);
}
