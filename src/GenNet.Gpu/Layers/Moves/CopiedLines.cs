using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Lines of elements that lie together in one place and apart in another: what joins tensors and takes them apart.</summary>
internal struct CopiedLines<T> : IGpuKernel<CopiedLines<T>>
    where T : unmanaged
{
    public ArrayView<T> From;
    public ArrayView<T> To;

    /// <summary>Elements of a line that are copied.</summary>
    public int Size;

    public int FromStride;
    public int FromStart;
    public int ToStride;
    public int ToStart;
    public long Count;

    public static void Run(CopiedLines<T> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var line = i / kernel.Size;
            var at = i - (line * kernel.Size);
            kernel.To[(line * kernel.ToStride) + kernel.ToStart + at] = kernel.From[(line * kernel.FromStride) + kernel.FromStart + at];
        }
    }
}
