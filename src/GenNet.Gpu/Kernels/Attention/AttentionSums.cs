namespace GenNet.Gpu.Kernels;

/// <summary>A thread's sums of a tile: 4 columns of 8 lines.</summary>
internal struct AttentionSums
{
    public R8 Column0;
    public R8 Column1;
    public R8 Column2;
    public R8 Column3;
}
