using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Sums the parts into which the sums of a product were cut, and brings them to the result: some threads share the parts of a sum, and a tree of fixed order adds what they have.</summary>
internal struct ProductParts<TActivation> : IGpuKernel<ProductParts<TActivation>>
    where TActivation : struct, IActivationFunction
{
    /// <summary>Of each product its parts, one matrix after another.</summary>
    public ArrayView<float> From;

    public TileResult<TActivation> Result;

    public int Parts;

    /// <summary>Values of all products together.</summary>
    public int Count;

    /// <summary>Values of a group, a power of two.</summary>
    public int Width;

    public static void Run(ProductParts<TActivation> kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var thread = Group.IdxX;
        var value = (Grid.IdxX * kernel.Width) + (thread & (kernel.Width - 1));
        var columns = kernel.Result.Columns;
        var size = kernel.Result.Rows * columns;
        var batch = value / size;
        var inProduct = value - (batch * size);
        var sum = 0f;
        for (var part = thread / kernel.Width; value < kernel.Count & part < kernel.Parts; part += Group.DimX / kernel.Width)
            sum += kernel.From[((((long)batch * kernel.Parts) + part) * size) + inProduct];
        shared[thread] = sum;
        Group.Barrier();
        for (var half = Group.DimX >> 1; half >= kernel.Width; half >>= 1)
        {
            if (thread < half)
                shared[thread] += shared[thread + half];
            Group.Barrier();
        }
        if (thread >= kernel.Width | value >= kernel.Count)
            return;
        var row = inProduct / columns;
        var column = inProduct - (row * columns);
        TileResult<TActivation>.StoreOne(
            kernel.Result, (kernel.Result.BatchStride * batch) + ((long)row * kernel.Result.Stride) + column, (batch * kernel.Result.BiasBatchStride) + column, shared[thread]);
    }
}
