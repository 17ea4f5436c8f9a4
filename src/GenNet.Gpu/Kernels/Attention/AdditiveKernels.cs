using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Scores Σ c · tanh(a · (query + key)) over features: with a weight of the sum that is c, and the scale is a; else the scale has a c for each feature, and a is 1.</summary>
internal struct AdditiveOperands
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> Scale;
    public ArrayView<float> Weight;
    public int HasScale;
    public int HasWeight;
    public int Queries;
    public int Keys;
    public int Features;

    /// <summary>The a.</summary>
    [GpuKernel]
    public static float FactorOf(AdditiveOperands of) => of.HasWeight != 0 & of.HasScale != 0 ? of.Scale[0] : 1f;

    /// <summary>The c of a feature.</summary>
    [GpuKernel]
    public static float WeightOf(AdditiveOperands of, int feature) => of.HasWeight != 0 ? of.Weight[0] : of.HasScale != 0 ? of.Scale[feature] : 1f;

    /// <summary>query + key.</summary>
    [GpuKernel]
    public static float SumOf(AdditiveOperands of, long row, int query, int key, int feature) =>
        of.Query[(((row * of.Queries) + query) * of.Features) + feature] + of.Key[(((row * of.Keys) + key) * of.Features) + feature];
}

/// <summary>The scores, a thread each.</summary>
internal struct AdditiveScores : IGpuKernel<AdditiveScores>
{
    public AdditiveOperands Of;
    public ArrayView<float> Scores;
    public long Count;

    public static void Run(AdditiveScores kernel)
    {
        var factor = AdditiveOperands.FactorOf(kernel.Of);
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var pair = i / kernel.Of.Keys;
            var key = (int)(i - (pair * kernel.Of.Keys));
            var row = pair / kernel.Of.Queries;
            var query = (int)(pair - (row * kernel.Of.Queries));
            var sum = 0f;
            for (var feature = 0; feature < kernel.Of.Features; feature++)
                sum += Exponentials.Tanh(AdditiveOperands.SumOf(kernel.Of, row, query, key, feature) * factor) * AdditiveOperands.WeightOf(kernel.Of, feature);
            kernel.Scores[i] = sum;
        }
    }
}

/// <summary>Gradients of the queries, or of the keys, a thread a feature of one: Σ over the others of g · c · (1 − tanh²) · a.</summary>
internal struct AdditiveVectors : IGpuKernel<AdditiveVectors>
{
    public AdditiveOperands Of;

    /// <summary>Gradients of the scores, (rows, queries, keys).</summary>
    public ArrayView<float> Gradients;

    public ArrayView<float> Result;

    /// <summary>1 for the keys, 0 for the queries.</summary>
    public int IsOfKeys;

    public long Count;

    public static void Run(AdditiveVectors kernel)
    {
        var own = kernel.IsOfKeys != 0 ? kernel.Of.Keys : kernel.Of.Queries;
        var others = kernel.IsOfKeys != 0 ? kernel.Of.Queries : kernel.Of.Keys;
        var factor = AdditiveOperands.FactorOf(kernel.Of);
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var vector = i / kernel.Of.Features;
            var feature = (int)(i - (vector * kernel.Of.Features));
            var row = vector / own;
            var at = (int)(vector - (row * own));
            var sum = 0f;
            for (var other = 0; other < others; other++)
            {
                var query = kernel.IsOfKeys != 0 ? other : at;
                var key = kernel.IsOfKeys != 0 ? at : other;
                var tanh = Exponentials.Tanh(AdditiveOperands.SumOf(kernel.Of, row, query, key, feature) * factor);
                sum += kernel.Gradients[(((row * kernel.Of.Queries) + query) * kernel.Of.Keys) + key] * (1 - (tanh * tanh));
            }
            kernel.Result[i] = sum * AdditiveOperands.WeightOf(kernel.Of, feature) * factor;
        }
    }
}

/// <summary>What each row and feature give to the gradients of c, Σ g · tanh, and of a, Σ g · c · (1 − tanh²) · (query + key).</summary>
internal struct AdditiveSums : IGpuKernel<AdditiveSums>
{
    public AdditiveOperands Of;
    public ArrayView<float> Gradients;

    /// <summary>(rows, features)</summary>
    public ArrayView<float> OfWeights;

    /// <summary>(rows, features)</summary>
    public ArrayView<float> OfFactor;

    public long Count;

    public static void Run(AdditiveSums kernel)
    {
        var factor = AdditiveOperands.FactorOf(kernel.Of);
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Of.Features;
            var feature = (int)(i - (row * kernel.Of.Features));
            var ofWeight = 0f;
            var ofFactor = 0f;
            for (var query = 0; query < kernel.Of.Queries; query++)
            {
                for (var key = 0; key < kernel.Of.Keys; key++)
                {
                    var gradient = kernel.Gradients[(((row * kernel.Of.Queries) + query) * kernel.Of.Keys) + key];
                    var sum = AdditiveOperands.SumOf(kernel.Of, row, query, key, feature);
                    var tanh = Exponentials.Tanh(sum * factor);
                    ofWeight += gradient * tanh;
                    ofFactor += gradient * (1 - (tanh * tanh)) * sum;
                }
            }
            kernel.OfWeights[i] = ofWeight;
            kernel.OfFactor[i] = ofFactor * AdditiveOperands.WeightOf(kernel.Of, feature);
        }
    }
}
