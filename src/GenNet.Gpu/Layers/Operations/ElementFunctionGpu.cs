using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A function of each element on GPUs.</summary>
public static class ElementFunctionGpu<TShape>
    where TShape : struct, IElementFunctionShape
{
    // A number of decimals comes as the power of ten that it stands for.
    private static float First => TShape.Function == ElementFunction.Round ? MathF.Pow(10, TShape.First) : TShape.First;

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new ElementFunctionForward { Input = input.Rest, Output = output.Rest, Function = TShape.Function, First = First, Second = TShape.Second, Count = count });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new ElementFunctionBackward
        {
            Input = input.Rest,
            Output = output.Rest,
            OutputGradient = outputGradient.Rest,
            InputGradient = inputGradient.Rest,
            Function = TShape.Function,
            First = First,
            Second = TShape.Second,
            Count = count,
        });
    }
}
