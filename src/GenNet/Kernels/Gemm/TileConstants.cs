namespace GenNet.Kernels;

/// <summary>What tiles without a bias start from.</summary>
internal static unsafe class TileConstants
{
    private static readonly AlignedMemory s_zeros = AlignedMemory.Allocate(64);

    /// <summary>Zeros, more than a strip has columns.</summary>
    public static float* Zeros => s_zeros.Pointer;
}
