using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>A model's own weight on GPUs: the same in each row.</summary>
public static class VariableGpu<TShape>
    where TShape : struct, IVariableShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef value, GpuTensorRef output) => GpuMoves.Map(pass, pass.Rows, [TShape.Size], [1], value, fromRowSize: 0, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef value, GpuTensorRef output) => Forward(pass, value, output);

    /// <summary>Gradient: the sum over the rows.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef value, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef valueGradient)
    {
        if (!valueGradient.IsNone)
            GpuColumnSums.Add(pass, pass.Rows, TShape.Size, outputGradient, valueGradient);
    }
}
