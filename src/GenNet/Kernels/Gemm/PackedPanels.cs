using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// Copies the right factor of a product into panels as wide as a <see cref="TileStrip{TVector, TSimd, TLayout}"/>, each contiguous, rows of
/// the depth one after another. The last panel is filled up with zeros.
/// </summary>
internal static unsafe class PackedPanels
{
    /// <summary>Copies <paramref name="depth"/> rows of <paramref name="columns"/> columns into a panel of <paramref name="width"/> columns.</summary>
    public static void Pack(float* from, nint stride, nint depth, int columns, int width, float* panel)
    {
        for (nint row = 0; row < depth; row++, from += stride, panel += width)
        {
            new ReadOnlySpan<float>(from, columns).CopyTo(new(panel, columns));
            new Span<float>(panel + columns, width - columns).Clear();
        }
    }

    /// <summary>The same of a transposed matrix, whose columns are contiguous and <paramref name="stride"/> apart.</summary>
    public static void PackTransposed(float* from, nint stride, nint depth, int columns, int width, float* panel)
    {
        if (columns < width)
            new Span<float>(panel, checked((int)(depth * width))).Clear();
        Transposition.Transpose(from, stride, panel, width, columns, depth);
    }
}
