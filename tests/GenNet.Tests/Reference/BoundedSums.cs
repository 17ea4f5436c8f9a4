namespace GenNet.Tests.Reference;

/// <summary>Sums in float64, and how far from them float32 sums of the same terms may lie.</summary>
internal sealed class BoundedSums(int count)
{
    private readonly double[] _sums = new double[count];
    private readonly double[] _magnitudes = new double[count];
    private readonly int[] _terms = new int[count];

    public void Add(int index, double term)
    {
        _sums[index] += term;
        _magnitudes[index] += Math.Abs(term);
        _terms[index]++;
    }

    /// <summary>
    /// Asserts the bound that holds for every order of summation, with or without fused multiply-adds: n terms are off by no more than
    /// (n + 1) · 2⁻²⁴ · Σ|term|, up to second order (Higham, Accuracy and Stability of Numerical Algorithms, 3.1).
    /// </summary>
    public void AssertNear(ReadOnlySpan<float> actual, bool relu = false, string what = "")
    {
        Assert.Equal(_sums.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = relu ? Math.Max(_sums[i], 0) : _sums[i];
            var bound = 1.001 * (_terms[i] + 1) * Math.Pow(2, -24) * _magnitudes[i];
            Assert.True(Math.Abs(actual[i] - expected) <= bound, $"{what}[{i}]: {actual[i]:R}, not {expected:R} within {bound:R}");
        }
    }
}
