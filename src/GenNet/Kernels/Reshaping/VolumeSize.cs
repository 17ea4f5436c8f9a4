namespace GenNet.Kernels;

/// <summary>Sizes of up to three axes; those that there aren't are <c>missing</c>.</summary>
internal readonly record struct VolumeSize(int Depth, int Height, int Width)
{
    /// <summary>The sizes of (width), (height, width) or (depth, height, width).</summary>
    public static VolumeSize Of(ReadOnlySpan<int> sizes, int missing = 1) => new(At(sizes, 3, missing), At(sizes, 2, missing), At(sizes, 1, missing));

    /// <summary>Rows of pixels.</summary>
    public int Rows => checked(Depth * Height);

    private static int At(ReadOnlySpan<int> sizes, int fromEnd, int missing) => fromEnd <= sizes.Length ? sizes[^fromEnd] : missing;
}
