using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Vectors that are 1 at the place that a whole number says, on GPUs. A number without a place has zeros.</summary>
public static class OneHotGpu<TShape>
    where TShape : struct, IOneHotShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize * TShape.Classes;
        pass.LaunchForEach(count, new OneHotVectors
        {
            Input = input.Rest.Cast<int>(), Output = output.Rest, Words = TShape.IsInt64 ? 2 : 1, Classes = TShape.Classes, Inner = TShape.Inner, Count = count,
        });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);
}
