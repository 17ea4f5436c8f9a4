using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>A concatenation of masks on GPUs; one that isn't there is all true.</summary>
public static class ConcatenateMaskGpu<TShape>
    where TShape : struct, IConcatenateMaskShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        var (lines, together, start) = (pass.Rows * (long)TShape.Outer, 0, 0);
        foreach (var size in TShape.PieceSizes)
            together += size;
        var to = output.Rest.Cast<byte>();
        for (var input = 0; input < inputs.Length; input++)
        {
            var size = TShape.PieceSizes[input];
            var count = lines * size;
            if (inputs[input].IsNone)
                pass.LaunchForEach(count, new TrueLines { To = to, Size = size, Stride = together, Start = start, Count = count });
            else
            {
                pass.LaunchForEach(
                    count, new CopiedLines<byte> { From = inputs[input].Rest.Cast<byte>(), To = to, Size = size, FromStride = size, ToStride = together, ToStart = start, Count = count });
            }
            start += size;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => Forward(pass, inputs, output);
}

/// <summary>Lines of a mask that are all true.</summary>
internal struct TrueLines : IGpuKernel<TrueLines>
{
    public ArrayView<byte> To;
    public int Size;
    public int Stride;
    public int Start;
    public long Count;

    public static void Run(TrueLines kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var line = i / kernel.Size;
            kernel.To[(line * kernel.Stride) + kernel.Start + i - (line * kernel.Size)] = 1;
        }
    }
}
