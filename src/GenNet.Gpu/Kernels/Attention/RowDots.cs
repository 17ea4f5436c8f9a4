using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Dot products of the rows of two matrices.</summary>
internal struct RowDots : IGpuKernel<RowDots>
{
    public ArrayView<float> A;
    public ArrayView<float> B;
    public ArrayView<float> Dots;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(RowDots kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var dot = 0f;
        if (row < kernel.Rows)
        {
            for (var i = RowOfThread.Lane(kernel.Lanes); i < kernel.Size; i += kernel.Lanes)
                dot += kernel.A[(row * kernel.Size) + i] * kernel.B[(row * kernel.Size) + i];
        }
        dot = Kernels.Lanes.Sum(dot, kernel.Lanes, shared);
        if (row < kernel.Rows & RowOfThread.Lane(kernel.Lanes) == 0)
            kernel.Dots[row] = dot;
    }
}
