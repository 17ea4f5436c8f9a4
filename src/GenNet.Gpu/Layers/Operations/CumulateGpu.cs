using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Sums, or products, up to each element along an axis, on GPUs.</summary>
public static class CumulateGpu<TShape>
    where TShape : struct, ICumulateShape
{
    private static GpuAxisLines Lines => new(TShape.Depth, TShape.Inner);

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Lines.Cumulate(pass, TShape.IsProduct, input, output, (long)pass.Rows * TShape.RowSize);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Lines.CumulateBackward(pass, TShape.IsProduct, input, outputGradient, inputGradient, (long)pass.Rows * TShape.RowSize);
    }
}
