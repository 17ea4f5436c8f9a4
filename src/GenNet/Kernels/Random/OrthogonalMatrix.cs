using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>
/// Random matrices with orthonormal rows or columns, whichever are fewer: the Q of a normal random matrix with a positive diagonal in R, as
/// Keras' Orthogonal. Gram and Schmidt's method, twice, in float64 is orthogonal to rounding (Giraud et al., 2005).
/// </summary>
internal static class OrthogonalMatrix
{
    /// <summary>Fills a row-major matrix of <paramref name="rows"/> rows.</summary>
    public static void Fill(Span<float> matrix, int rows, RandomStream random)
    {
        var columns = matrix.Length / rows;
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
            vectors[i] = new double[length];
        for (var k = 0; k < length; k++)
        {
            for (var i = 0; i < count; i++)
                vectors[i][k] = random.NextNormal();
        }
        for (var i = 0; i < count; i++)
        {
            for (var time = 0; time < 2; time++)
            {
                for (var j = 0; j < i; j++)
                    AddMultiple(vectors[i], vectors[j], -Dot(vectors[i], vectors[j]));
            }
            var norm = Math.Sqrt(Dot(vectors[i], vectors[i]));
            for (var k = 0; k < length; k++)
            {
                vectors[i][k] /= norm;
                matrix[rows >= columns ? (k * columns) + i : (i * columns) + k] = (float)vectors[i][k];
            }
        }
    }

    // In vectors of two whatever the machine has, so that every machine sums in the same order.
    private static double Dot(double[] x, double[] y)
    {
        Vector128<double> sum0 = default, sum1 = default;
        var k = 0;
        for (; k <= x.Length - 4; k += 4)
        {
            sum0 += Vector128.Create(x, k) * Vector128.Create(y, k);
            sum1 += Vector128.Create(x, k + 2) * Vector128.Create(y, k + 2);
        }
        var sum = Vector128.Sum(sum0 + sum1);
        for (; k < x.Length; k++)
            sum += x[k] * y[k];
        return sum;
    }

    private static void AddMultiple(double[] x, double[] y, double factor)
    {
        for (var k = 0; k < x.Length; k++)
            x[k] += factor * y[k];
    }
}
