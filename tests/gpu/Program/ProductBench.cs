using GenNet.Gpu.Kernels;

namespace GenNet.GpuCheck;

/// <summary>Square products of matrices.</summary>
internal static class ProductBench
{
    private const int Samples = 500;

    /// <summary>Our own, and those by cuBLAS where it is installed: what is faster where.</summary>
    public static IEnumerable<Bench> All(int[] sizes, GpuPrecision[] precisions, bool hasCuBlas) =>
        from cuBlas in hasCuBlas ? (CuBlasUse[])[CuBlasUse.Never, CuBlasUse.Always] : [CuBlasUse.Never]
        from precision in precisions
        from size in sizes
        let name = $"gemm {size} {precision.ToString().ToLowerInvariant()}"
        select new Bench(cuBlas == CuBlasUse.Always ? $"{name} by cuBLAS" : name, 2e-9 * size * size * size, "FLOP", room => Prepare(room, size, precision, cuBlas)) { Peer = name };

    private static Prepared Prepare(Room room, int size, GpuPrecision precision, CuBlasUse cuBlas)
    {
        var (a, b, c) = (room.Numbers(size * size, 1), room.Numbers(size * size, 2), room.Numbers(size * size, 3));
        return new(
            () => GpuGemm.Multiply(room.Pass(precision: precision, cuBlas: cuBlas), size, size, size, new(a, size), new(b, size), new(c, size)),
            () => Check(size, precision, room.Read(a, size * size), room.Read(b, size * size), room.Read(c, size * size)));
    }

    private static string? Check(int size, GpuPrecision precision, float[] a, float[] b, float[] c)
    {
        var random = new Random(4);
        for (var sample = 0; sample < Samples; sample++)
        {
            var (row, column) = (random.Next(size), random.Next(size));
            double sum = 0, magnitude = 0;
            for (var k = 0; k < size; k++)
            {
                var product = (double)a[(row * size) + k] * b[(k * size) + column];
                sum += product;
                magnitude += Math.Abs(product);
            }
            if (Tolerances.Check($"element ({row}, {column})", c[(row * size) + column], sum, magnitude, size, precision) is { } wrong)
                return wrong;
        }
        return null;
    }
}
