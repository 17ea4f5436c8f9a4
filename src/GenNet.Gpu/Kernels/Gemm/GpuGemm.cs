namespace GenNet.Gpu.Kernels;

/// <summary>Products of float32 matrices.</summary>
internal static class GpuGemm
{
    /// <summary>Computes <c>C = activation(start + A·B + bias)</c>; see <see cref="GpuMatrixResult"/>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Columns of A and rows of B.</param>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="c">The result; overlaps no factor.</param>
    public static void Multiply(in GpuPass pass, int rows, int columns, int depth, in GpuMatrix a, in GpuMatrix b, in GpuMatrixResult c) =>
        MultiplyBatch(pass, new(rows, columns, depth), a, b, c);

    /// <summary>As <see cref="Multiply"/>, for many matrices with the same distance from one to the next.</summary>
    public static void MultiplyBatch(in GpuPass pass, in ProductSize size, in GpuMatrix a, in GpuMatrix b, in GpuMatrixResult c)
    {
        if (LibraryProducts.For(pass, size) is { } library)
        {
            LibraryProducts.Multiply(library, pass, size, a, b, c);
            return;
        }
        var left = a.Layout(size.Rows, size.Depth);
        var right = b.Layout(size.Columns, size.Depth);
        if (a.IsTransposed)
        {
            if (b.IsTransposed)
                GpuProduct<SideBySide, LineByLine>.Run(pass, size, new() { Matrix = left }, new() { Matrix = right }, c);
            else
                GpuProduct<SideBySide, SideBySide>.Run(pass, size, new() { Matrix = left }, new() { Matrix = right }, c);
        }
        else if (b.IsTransposed)
            GpuProduct<LineByLine, LineByLine>.Run(pass, size, new() { Matrix = left }, new() { Matrix = right }, c);
        else
            GpuProduct<LineByLine, SideBySide>.Run(pass, size, new() { Matrix = left }, new() { Matrix = right }, c);
    }
}
