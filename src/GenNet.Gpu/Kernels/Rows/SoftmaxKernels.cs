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
        var index = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var size = index < kernel.Rows ? kernel.Size : 0;
        var row = new SoftmaxRow { Input = kernel.Input, Output = kernel.Output, First = index * kernel.Size, Largest = float.NegativeInfinity };
        var values = LaneRow<SoftmaxRow, float>.Load(row, lane, kernel.Lanes, size);
        LaneRow<SoftmaxRow, float>.Each<SoftmaxRow.Maximize>(ref row, values, lane, kernel.Lanes, size);
        row.Largest = Kernels.Lanes.Largest(row.Largest, kernel.Lanes, shared);
        LaneRow<SoftmaxRow, float>.Each<SoftmaxRow.AddExp>(ref row, values, lane, kernel.Lanes, size);
        row.Factor = 1 / Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared);
        LaneRow<SoftmaxRow, float>.Each<SoftmaxRow.StoreExp>(ref row, values, lane, kernel.Lanes, size);
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
        var index = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var size = index < kernel.Rows ? kernel.Size : 0;
        var row = new SoftmaxRow { Input = kernel.Input, Output = kernel.Output, First = index * kernel.Size, Largest = float.NegativeInfinity };
        var values = LaneRow<SoftmaxRow, float>.Load(row, lane, kernel.Lanes, size);
        LaneRow<SoftmaxRow, float>.Each<SoftmaxRow.Maximize>(ref row, values, lane, kernel.Lanes, size);
        row.Largest = Kernels.Lanes.Largest(row.Largest, kernel.Lanes, shared);
        LaneRow<SoftmaxRow, float>.Each<SoftmaxRow.AddExp>(ref row, values, lane, kernel.Lanes, size);
        row.Factor = Exponentials.Log(Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared));
        LaneRow<SoftmaxRow, float>.Each<SoftmaxRow.StoreLog>(ref row, values, lane, kernel.Lanes, size);
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
        var index = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var size = index < kernel.Rows ? kernel.Size : 0;
        var row = new SoftmaxGradientRow { Output = kernel.Output, OutputGradient = kernel.OutputGradient, InputGradient = kernel.InputGradient, First = index * kernel.Size };
        var values = LaneRow<SoftmaxGradientRow, ValuePair>.Load(row, lane, kernel.Lanes, size);
        LaneRow<SoftmaxGradientRow, ValuePair>.Each<SoftmaxGradientRow.AddProduct>(ref row, values, lane, kernel.Lanes, size);
        row.Sum = Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared);
        LaneRow<SoftmaxGradientRow, ValuePair>.Each<SoftmaxGradientRow.Store>(ref row, values, lane, kernel.Lanes, size);
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
        var index = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var size = index < kernel.Rows ? kernel.Size : 0;
        var row = new SoftmaxGradientRow { Output = kernel.Output, OutputGradient = kernel.OutputGradient, InputGradient = kernel.InputGradient, First = index * kernel.Size };
        var values = LaneRow<SoftmaxGradientRow, ValuePair>.Load(row, lane, kernel.Lanes, size);
        LaneRow<SoftmaxGradientRow, ValuePair>.Each<SoftmaxGradientRow.AddGradient>(ref row, values, lane, kernel.Lanes, size);
        row.Sum = Kernels.Lanes.Sum(row.Sum, kernel.Lanes, shared);
        LaneRow<SoftmaxGradientRow, ValuePair>.Each<SoftmaxGradientRow.StoreOfLog>(ref row, values, lane, kernel.Lanes, size);
    }
}
