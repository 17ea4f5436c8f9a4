using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Values that are computed once, before a loop that uses them. ILGPU computes what has no effects where it is used, and so anew each time round: divisions among them. Assembly it leaves where it is,
/// and a copy in assembly is a register for the driver.
/// </summary>
[GpuKernel]
internal static class Kept
{
    /// <summary><paramref name="value"/>, computed here.</summary>
    public static int Of(int value)
    {
        if (CudaAsm.IsSupported)
        {
            Output<int> kept = default;
            Input<int> from = value;
            CudaAsm.EmitRef("mov.b32 %0, %1;", ref kept, ref from);
            return kept.Value;
        }
        return value;
    }

    /// <summary><paramref name="value"/>, computed here: by halves, since what is of eight bytes stays in memory on its way through assembly.</summary>
    public static long Of(long value) => ((long)Of((int)(value >> 32)) << 32) | (uint)Of((int)value);

    /// <summary><paramref name="place"/>, computed here.</summary>
    public static LinePlace Of(LinePlace place) => new() { Line = Of(place.Line), Offset = Of(place.Offset), Z = Of(place.Z), Y = Of(place.Y), X = Of(place.X) };
}
