using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Whether something doesn't hold, on GPUs.</summary>
public static class LogicalNotGpu<TShape>
    where TShape : struct, ILogicalNotShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new NegatedConditions { Input = input.Elements<byte>(count), Output = output.Elements<byte>(count), Count = count });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);
}
