namespace GenNet.Gpu.Kernels;

/// <summary>Softmax and its logarithm along rows, and their gradients. In and out may be the same memory.</summary>
internal static class GpuSoftmax
{
    /// <summary>eˣ / Σeˣ.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, long rows, int size)
    {
        var lanes = RowLanes.For(pass, size);
        lanes.Launch(pass, rows, new SoftmaxForward { Input = input.Rest, Output = output.Rest, Rows = rows, Size = size, Lanes = lanes.Count });
    }

    /// <summary>y · (g − Σ g·y).</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, long rows, int size)
    {
        var lanes = RowLanes.For(pass, size);
        lanes.Launch(
            pass, rows,
            new SoftmaxBackward { Output = output.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Rows = rows, Size = size, Lanes = lanes.Count });
    }

    /// <summary>x − ln Σeˣ.</summary>
    public static void ForwardLog(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, long rows, int size)
    {
        var lanes = RowLanes.For(pass, size);
        lanes.Launch(pass, rows, new LogSoftmaxForward { Input = input.Rest, Output = output.Rest, Rows = rows, Size = size, Lanes = lanes.Count });
    }

    /// <summary>g − e^y · Σg.</summary>
    public static void BackwardLog(in GpuPass pass, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, long rows, int size)
    {
        var lanes = RowLanes.For(pass, size);
        lanes.Launch(
            pass, rows,
            new LogSoftmaxBackward { Output = output.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Rows = rows, Size = size, Lanes = lanes.Count });
    }
}
