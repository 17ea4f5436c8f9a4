using GenNet.Kernels;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A vector divided by its Euclidean norm, by one group of threads; and the product of the vector with what becomes of it, which is its norm.</summary>
internal struct NormalizedVector : IGpuKernel<NormalizedVector>
{
    public ArrayView<float> Vector;

    /// <summary>Receives the norm.</summary>
    public ArrayView<float> Norm;

    public int Size;

    public static void Run(NormalizedVector kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var squares = 0f;
        for (var i = Group.IdxX; i < kernel.Size; i += Group.DimX)
            squares += kernel.Vector[i] * kernel.Vector[i];
        squares = Lanes.Sum(squares, Group.DimX, shared);
        var norm = MathF.Sqrt(squares < UnitLength.LeastSquare ? UnitLength.LeastSquare : squares);
        for (var i = Group.IdxX; i < kernel.Size; i += Group.DimX)
            kernel.Vector[i] /= norm;
        if (Group.IdxX == 0)
            kernel.Norm[0] = squares / norm;
    }
}

/// <summary>A kernel divided by its spectral norm, and the vector that power iteration goes on with; a kernel of zeros, whose norm is 0, stays as it is, and so does the vector.</summary>
internal struct SpectralQuotients : IGpuKernel<SpectralQuotients>
{
    public ArrayView<float> Kernel;
    public ArrayView<float> U;
    public ArrayView<float> NewU;
    public ArrayView<float> Norm;
    public int Columns;
    public long Count;

    public static void Run(SpectralQuotients kernel)
    {
        var norm = kernel.Norm[0];
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            if (norm != 0)
            {
                kernel.Kernel[i] /= norm;
                if (i < kernel.Columns)
                    kernel.U[i] = kernel.NewU[i];
            }
        }
    }
}
