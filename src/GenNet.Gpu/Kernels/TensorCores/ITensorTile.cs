namespace GenNet.Gpu.Kernels;

/// <summary>The tile of a product that a group of warps computes on tensor cores, each warp 64 rows and 32 columns of it.</summary>
[GpuKernel]
internal interface ITensorTile
{
    /// <summary>Warps one above another: 2 or 1.</summary>
    static abstract int WarpsDown { get; }

    /// <summary>Warps side by side: 4 or 2.</summary>
    static abstract int WarpsAcross { get; }
}

/// <summary>128 rows and columns by 8 warps.</summary>
internal readonly struct TensorTile128 : ITensorTile
{
    public static int WarpsDown => 2;

    public static int WarpsAcross => 4;
}

/// <summary>64 rows and columns by 2 warps.</summary>
internal readonly struct TensorTile64 : ITensorTile
{
    public static int WarpsDown => 1;

    public static int WarpsAcross => 2;
}
