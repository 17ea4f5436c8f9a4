using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Sums, in order, the parts into which the sums of a product were cut, and brings them to the result.</summary>
internal struct ProductParts<TActivation> : IGpuKernel<ProductParts<TActivation>>
    where TActivation : struct, IActivationFunction
{
    /// <summary>Of each product its parts, one matrix after another.</summary>
    public ArrayView<float> From;

    public TileResult<TActivation> Result;

    public int Parts;

    /// <summary>Values of all products together.</summary>
    public long Count;

    public static void Run(ProductParts<TActivation> kernel)
    {
        var columns = kernel.Result.Columns;
        var size = (long)kernel.Result.Rows * columns;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var batch = (int)(i / size);
            var inProduct = (int)(i % size);
            var row = inProduct / columns;
            var column = inProduct % columns;
            var sum = 0f;
            for (var part = 0; part < kernel.Parts; part++)
                sum += kernel.From[((((long)batch * kernel.Parts) + part) * size) + inProduct];
            TileResult<TActivation>.StoreOne(
                kernel.Result,
                (kernel.Result.BatchStride * batch) + ((long)row * kernel.Result.Stride) + column,
                (batch * kernel.Result.BiasBatchStride) + column,
                sum);
        }
    }
}
