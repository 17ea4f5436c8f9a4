using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>eˣ / Σeˣ of each row.</summary>
internal struct SoftmaxForward : IGpuKernel<SoftmaxForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(SoftmaxForward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var first = row * kernel.Size;
        var isRow = row < kernel.Rows;
        var largest = isRow ? SoftmaxRow.Largest(kernel.Input, first, lane, kernel.Size, kernel.Lanes) : 0f;
        largest = Kernels.Lanes.Largest(largest, kernel.Lanes, shared);
        var sum = isRow ? SoftmaxRow.SumOfExp(kernel.Input, first, lane, kernel.Size, kernel.Lanes, largest) : 0f;
        var inverse = 1 / Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        if (!isRow)
            return;
        for (var i = lane; i < kernel.Size; i += kernel.Lanes)
            kernel.Output[first + i] = Exponentials.Exp(kernel.Input[first + i] - largest) * inverse;
    }
}

/// <summary>x − ln Σeˣ of each row.</summary>
internal struct LogSoftmaxForward : IGpuKernel<LogSoftmaxForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(LogSoftmaxForward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var first = row * kernel.Size;
        var isRow = row < kernel.Rows;
        var largest = isRow ? SoftmaxRow.Largest(kernel.Input, first, lane, kernel.Size, kernel.Lanes) : 0f;
        largest = Kernels.Lanes.Largest(largest, kernel.Lanes, shared);
        var sum = isRow ? SoftmaxRow.SumOfExp(kernel.Input, first, lane, kernel.Size, kernel.Lanes, largest) : 1f;
        var log = Exponentials.Log(Kernels.Lanes.Sum(sum, kernel.Lanes, shared));
        if (!isRow)
            return;
        for (var i = lane; i < kernel.Size; i += kernel.Lanes)
            kernel.Output[first + i] = kernel.Input[first + i] - largest - log;
    }
}

/// <summary>y · (g − Σ g·y) of each row.</summary>
internal struct SoftmaxBackward : IGpuKernel<SoftmaxBackward>
{
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(SoftmaxBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var first = row * kernel.Size;
        var dot = 0f;
        if (row < kernel.Rows)
        {
            for (var i = lane; i < kernel.Size; i += kernel.Lanes)
                dot += kernel.OutputGradient[first + i] * kernel.Output[first + i];
        }
        dot = Kernels.Lanes.Sum(dot, kernel.Lanes, shared);
        if (row >= kernel.Rows)
            return;
        for (var i = lane; i < kernel.Size; i += kernel.Lanes)
            kernel.InputGradient[first + i] = kernel.Output[first + i] * (kernel.OutputGradient[first + i] - dot);
    }
}

/// <summary>g − e^y · Σg of each row.</summary>
internal struct LogSoftmaxBackward : IGpuKernel<LogSoftmaxBackward>
{
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(LogSoftmaxBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var first = row * kernel.Size;
        var sum = 0f;
        if (row < kernel.Rows)
        {
            for (var i = lane; i < kernel.Size; i += kernel.Lanes)
                sum += kernel.OutputGradient[first + i];
        }
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        if (row >= kernel.Rows)
            return;
        for (var i = lane; i < kernel.Size; i += kernel.Lanes)
            kernel.InputGradient[first + i] = kernel.OutputGradient[first + i] - (Exponentials.Exp(kernel.Output[first + i]) * sum);
    }
}

/// <summary>What a lane has of a row's softmax.</summary>
[GpuKernel]
internal static class SoftmaxRow
{
    /// <summary>The largest of the lane's values; −∞ where it has none.</summary>
    public static float Largest(ArrayView<float> values, long first, int lane, int size, int lanes)
    {
        var largest = float.NegativeInfinity;
        for (var i = lane; i < size; i += lanes)
            largest = Bounds.Largest(largest, values[first + i]);
        return largest;
    }

    /// <summary>Σ e^(x − shift) of the lane's values.</summary>
    public static float SumOfExp(ArrayView<float> values, long first, int lane, int size, int lanes, float shift)
    {
        var sum = 0f;
        for (var i = lane; i < size; i += lanes)
            sum += Exponentials.Exp(values[first + i] - shift);
        return sum;
    }
}
