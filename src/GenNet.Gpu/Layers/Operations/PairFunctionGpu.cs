using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A function of the elements of two tensors on GPUs; conditions are bytes.</summary>
public static class PairFunctionGpu<TShape>
    where TShape : struct, IPairFunctionShape
{
    private static int PlaceOfSecond => TShape.HasConstant ? 0 : 1;

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        if (TShape.Function >= PairFunction.LogicalAnd)
        {
            pass.LaunchForEach(count, new PairLogic
            {
                First = GpuBroadcasting<TShape>.OperandOf(0, inputs[0].Elements<byte>((long)pass.Rows * TShape.InputSizes[0])),
                Second = GpuBroadcasting<TShape>.OperandOf(1, inputs[1].Elements<byte>((long)pass.Rows * TShape.InputSizes[1])),
                Output = output.Elements<byte>(count),
                Function = TShape.Function,
                RowSize = TShape.RowSize,
                Count = count,
            });
        }
        else if (TShape.Function >= PairFunction.Greater)
            pass.LaunchForEach(count, new PairComparison { Operands = OperandsOf(inputs), Output = output.Elements<byte>(count), Function = TShape.Function, Count = count });
        else
            pass.LaunchForEach(count, new PairFunctionForward { Operands = OperandsOf(inputs), Output = output.Rest, Function = TShape.Function, Count = count });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients; conditions have none.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        for (var input = 0; input < inputs.Length; input++)
        {
            if (inputGradients[input].IsNone)
                continue;
            var isWhole = GpuBroadcasting<TShape>.IsWhole(input);
            var result = isWhole ? inputGradients[input] : pass.Workspace(count);
            pass.LaunchForEach(count, new PairFunctionBackward
            {
                Operands = OperandsOf(inputs),
                OutputGradient = outputGradient.Rest,
                Result = result.Rest,
                Function = TShape.Function,
                IsByFirst = (TShape.HasConstant ? !TShape.ConstantIsFirst : input == 0) ? 1 : 0,
                Count = count,
            });
            if (!isWhole)
                GpuBroadcasting<TShape>.SumRepeated(pass, input, result, inputGradients[input]);
        }
    }

    private static PairOperands OperandsOf(ReadOnlySpan<GpuTensorRef> inputs) => new()
    {
        First = GpuBroadcasting<TShape>.OperandOf(0, inputs[0].Rest),
        Second = GpuBroadcasting<TShape>.OperandOf(PlaceOfSecond, inputs[^1].Rest),
        RowSize = TShape.RowSize,
        Constant = TShape.Constant,
        ConstantPlace = !TShape.HasConstant ? 0 : TShape.ConstantIsFirst ? 1 : 2,
    };
}
