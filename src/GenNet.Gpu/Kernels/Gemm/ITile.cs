namespace GenNet.Gpu.Kernels;

/// <summary>The tile of a product that a group of threads computes: a square of <see cref="Side"/> by <see cref="Side"/> threads, each with 8 rows and 8 columns.</summary>
[GpuKernel]
internal interface ITile
{
    /// <summary>Threads along one side: 16, 8 or 4.</summary>
    static abstract int Side { get; }
}

/// <summary>128 rows and columns by 256 threads: for products that occupy the device with these.</summary>
internal readonly struct Tile128 : ITile
{
    public static int Side => 16;
}

/// <summary>64 rows and columns by 64 threads: for smaller products.</summary>
internal readonly struct Tile64 : ITile
{
    public static int Side => 8;
}

/// <summary>32 rows and columns by 16 threads: for devices with no larger groups, and for the narrowest products.</summary>
internal readonly struct Tile32 : ITile
{
    public static int Side => 4;
}
