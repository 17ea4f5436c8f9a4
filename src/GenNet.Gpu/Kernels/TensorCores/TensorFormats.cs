namespace GenNet.Gpu.Kernels;

/// <summary>Which products go to tensor cores.</summary>
internal static class TensorFormats
{
    /// <summary>A multiple of the depth that a tile has in any format.</summary>
    public const int TileDepth = 16;

    // A tensor core multiplies 16 lines at once, and a product of fewer waits for memory.
    private const int LeastLines = 16;

    /// <summary>What a product multiplies.</summary>
    public static GpuPrecision Of(in GpuPass pass, in ProductSize size) => Math.Min(size.Rows, size.Columns) < LeastLines ? GpuPrecision.Float32 : pass.Precision;
}
