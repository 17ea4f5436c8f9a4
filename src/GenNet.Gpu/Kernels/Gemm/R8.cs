namespace GenNet.Gpu.Kernels;

/// <summary>One of the eight rows of sums that a thread has in registers.</summary>
internal struct R8
{
    public F4 Left;
    public F4 Right;
}
