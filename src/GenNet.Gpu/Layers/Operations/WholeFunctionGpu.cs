using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A function of whole numbers of two tensors on GPUs, exact; conditions are bytes. There are no gradients.</summary>
public static class WholeFunctionGpu<TShape>
    where TShape : struct, IWholeFunctionShape
{
    private static int Words => TShape.IsInt64 ? 2 : 1;

    private static int PlaceOfSecond => TShape.HasConstant ? 0 : 1;

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        var (first, second) = (GpuBroadcasting<TShape>.OperandOf(0, inputs[0].Rest), GpuBroadcasting<TShape>.OperandOf(PlaceOfSecond, inputs[^1].Rest));
        var isCondition = TShape.Function >= PairFunction.Greater;
        pass.LaunchForEach(count, new WholePairs
        {
            First = first.Values.Cast<int>(),
            Second = second.Values.Cast<int>(),
            Output = output.Rest.Cast<int>(),
            Condition = output.Rest.Cast<byte>(),
            FirstMap = first.Map,
            SecondMap = second.Map,
            FirstRowSize = first.RowSize,
            SecondRowSize = second.RowSize,
            Constant = TShape.Constant,
            ConstantPlace = !TShape.HasConstant ? 0 : TShape.ConstantIsFirst ? 1 : 2,
            Function = TShape.Function,
            IsCondition = isCondition ? 1 : 0,
            Words = Words,
            RowSize = TShape.RowSize,
            Count = count,
        });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);
}
