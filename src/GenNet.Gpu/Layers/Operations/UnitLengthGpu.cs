using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Vectors divided by their length, on GPUs.</summary>
public static class UnitLengthGpu<TShape>
    where TShape : struct, IUnitLengthShape
{
    private static GpuAxisLines Lines => new(TShape.Depth, TShape.Inner);

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Lines.Normalize(pass, input, output, (long)pass.Rows * TShape.RowSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Lines.NormalizeBackward(pass, input, output, outputGradient, inputGradient, (long)pass.Rows * TShape.RowSize);
    }
}
