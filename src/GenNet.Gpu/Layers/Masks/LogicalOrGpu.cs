using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A union of masks on GPUs.</summary>
public static class LogicalOrGpu<TShape>
    where TShape : struct, ILogicalOrShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        var so = OperandOf(inputs, 0);
        for (var input = inputs.Length == 1 ? 0 : 1; input < inputs.Length; input++)
        {
            pass.LaunchForEach(count, new PairLogic
            {
                First = so,
                Second = OperandOf(inputs, input),
                Output = output.Rest.Cast<byte>(),
                Function = PairFunction.LogicalOr,
                RowSize = TShape.RowSize,
                Count = count,
            });
            so = new() { Values = output.Rest.Cast<byte>(), RowSize = TShape.RowSize, Map = AxisMap.Of([TShape.RowSize], [1]) };
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    private static RepeatedValues<byte> OperandOf(ReadOnlySpan<GpuTensorRef> inputs, int input) => new()
    {
        Values = inputs[input].Rest.Cast<byte>(),
        RowSize = TShape.InputSizes[input],
        Map = AxisMap.Of(TShape.Dimensions, TShape.Strides.Slice(input * TShape.Dimensions.Length, TShape.Dimensions.Length)),
    };
}
