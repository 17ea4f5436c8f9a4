using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>Matrices with 0 on one side of a diagonal, on GPUs.</summary>
public static class TriangleGpu<TShape>
    where TShape : struct, ITriangleShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new Triangles
        {
            Input = input.Rest,
            Output = output.Rest,
            Rows = TShape.Rows,
            Columns = TShape.Columns,
            IsUpper = TShape.IsUpper ? 1 : 0,
            Diagonal = TShape.Diagonal,
            Count = count,
        });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: 0 where the output is.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (!inputGradient.IsNone)
            Forward(pass, outputGradient, inputGradient);
    }
}
