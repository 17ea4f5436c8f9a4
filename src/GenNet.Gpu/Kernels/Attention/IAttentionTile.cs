namespace GenNet.Gpu.Kernels;

/// <summary>
/// The tile of attention that a group of threads works on: a square of <see cref="Side"/> by <see cref="Side"/> threads, each with 8 <i>lines</i> (queries, or keys where keys are what is summed for) and 4
/// <i>columns</i> (keys or queries; or values of vectors).
/// </summary>
[GpuKernel]
internal interface IAttentionTile
{
    /// <summary>Threads along one side: 16 or 4.</summary>
    static abstract int Side { get; }

    /// <summary>See <see cref="IGpuKernel{TSelf}.GroupsPerMultiprocessor"/>.</summary>
    static abstract int GroupsPerMultiprocessor { get; }
}

/// <summary>128 lines and 64 columns by 256 threads.</summary>
internal readonly struct AttentionTile128 : IAttentionTile
{
    public static int Side => 16;

    public static int GroupsPerMultiprocessor => 2;
}

/// <summary>32 lines and 16 columns by 16 threads: for devices with no larger groups.</summary>
internal readonly struct AttentionTile32 : IAttentionTile
{
    public static int Side => 4;

    public static int GroupsPerMultiprocessor => 0;
}
