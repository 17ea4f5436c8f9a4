using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A choice between two values by a condition on GPUs: inputs are the condition, bytes, and the values that are no numbers.</summary>
public static class WhereGpu<TShape>
    where TShape : struct, IWhereShape
{
    // Of a number the condition stands there, and isn't looked at.
    private static int PlaceOfFirst => TShape.FirstIsNumber ? 0 : 1;

    private static int PlaceOfSecond => TShape.SecondIsNumber ? 0 : PlaceOfFirst + 1;

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new ChosenValues
        {
            Condition = ConditionOf(inputs),
            First = GpuBroadcasting<TShape>.OperandOf(PlaceOfFirst, inputs[PlaceOfFirst].Rest),
            Second = GpuBroadcasting<TShape>.OperandOf(PlaceOfSecond, inputs[PlaceOfSecond].Rest),
            Output = output.Rest,
            FirstNumber = TShape.First,
            SecondNumber = TShape.Second,
            FirstIsNumber = TShape.FirstIsNumber ? 1 : 0,
            SecondIsNumber = TShape.SecondIsNumber ? 1 : 0,
            RowSize = TShape.RowSize,
            Count = count,
        });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients of the values; the condition has none.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        for (var input = 1; input < inputs.Length; input++)
        {
            if (inputGradients[input].IsNone)
                continue;
            var isWhole = GpuBroadcasting<TShape>.IsWhole(input);
            var result = isWhole ? inputGradients[input] : pass.Workspace(count);
            pass.LaunchForEach(count, new ChosenGradients
            {
                Condition = ConditionOf(inputs),
                OutputGradient = outputGradient.Rest,
                Result = result.Rest,
                IsFirst = !TShape.FirstIsNumber && input == 1 ? 1 : 0,
                RowSize = TShape.RowSize,
                Count = count,
            });
            if (!isWhole)
                GpuBroadcasting<TShape>.SumRepeated(pass, input, result, inputGradients[input]);
        }
    }

    private static RepeatedValues<byte> ConditionOf(ReadOnlySpan<GpuTensorRef> inputs) => GpuBroadcasting<TShape>.OperandOf(0, inputs[0].Rest.Cast<byte>());
}
