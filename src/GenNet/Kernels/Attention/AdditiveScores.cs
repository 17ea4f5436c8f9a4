using System.Numerics;

namespace GenNet.Kernels;

/// <summary>Scores Σ c · tanh(a · (query + key)) of queries and keys, where c is one number for each feature or for all.</summary>
/// <param name="features">Size of a query and of a key.</param>
/// <param name="factor">The a within tanh.</param>
/// <param name="weights">One c for each feature; null for <paramref name="weight"/>.</param>
/// <param name="weight">One c for all.</param>
internal readonly unsafe struct AdditiveScores(int features, float factor, float* weights, float weight)
{
    /// <summary>The score of a key for a query.</summary>
    public float Of(float* query, float* key)
    {
        var sum = Vector<float>.Zero;
        var rest = 0f;
        nint i = 0;
        for (; i <= features - Vector<float>.Count; i += Vector<float>.Count)
            sum = Vector.FusedMultiplyAdd(VectorFunctions.Tanh((Vector.Load(query + i) + Vector.Load(key + i)) * factor), WeightsAt(i, Vector<float>.Count), sum);
        if (i < features)
        {
            var last = VectorFunctions.Tanh((Elementwise.LoadPart(query + i, features - i) + Elementwise.LoadPart(key + i, features - i)) * factor) * WeightsAt(i, features - i);
            for (var k = 0; k < features - i; k++)
                rest += last[k];
        }
        return Vector.Sum(sum) + rest;
    }

    /// <summary>Adds to the gradients of query, key and the numbers that scores are made with.</summary>
    /// <param name="query">The query.</param>
    /// <param name="key">The key.</param>
    /// <param name="gradient">Gradient of the score.</param>
    /// <param name="queryGradient">That of the query.</param>
    /// <param name="keyGradient">That of the key.</param>
    /// <param name="weightsGradient">That of c, for each feature.</param>
    /// <param name="factorGradient">That of a, for each feature.</param>
    public void Backward(float* query, float* key, float gradient, float* queryGradient, float* keyGradient, float* weightsGradient, float* factorGradient)
    {
        for (nint i = 0; i < features; i += Vector<float>.Count)
        {
            var count = Math.Min(features - i, Vector<float>.Count);
            var sum = Elementwise.LoadPart(query + i, count) + Elementwise.LoadPart(key + i, count);
            var tanh = VectorFunctions.Tanh(sum * factor);
            Elementwise.StorePart(Vector.FusedMultiplyAdd(tanh, Vector.Create(gradient), Elementwise.LoadPart(weightsGradient + i, count)), weightsGradient + i, count);
            var inner = WeightsAt(i, count) * (Vector<float>.One - (tanh * tanh)) * gradient;
            Elementwise.StorePart(Vector.FusedMultiplyAdd(inner, sum, Elementwise.LoadPart(factorGradient + i, count)), factorGradient + i, count);
            var outer = inner * factor;
            Elementwise.StorePart(Elementwise.LoadPart(queryGradient + i, count) + outer, queryGradient + i, count);
            Elementwise.StorePart(Elementwise.LoadPart(keyGradient + i, count) + outer, keyGradient + i, count);
        }
    }

    private Vector<float> WeightsAt(nint at, nint count) => weights == null ? Vector.Create(weight) : Elementwise.LoadPart(weights + at, count);
}
