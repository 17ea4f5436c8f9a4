using System.Runtime.InteropServices;

namespace GenNet.Gpu.Kernels;

/// <summary>Four values that are loaded and stored in one go of 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct F4
{
    public float X;
    public float Y;
    public float Z;
    public float W;
}
