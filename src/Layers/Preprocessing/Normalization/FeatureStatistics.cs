using GenNet.Specs;

namespace GenNet;

/// <summary>Mean and variance of features, in float64 and in the order of the data.</summary>
internal static class FeatureStatistics
{
    /// <summary>Those of each element of some axes.</summary>
    /// <param name="values">Rows, one after another.</param>
    /// <param name="row">Shape of a row.</param>
    /// <param name="axes">Positions of the axes in it, ascending.</param>
    public static (float[] Means, float[] Variances) Of(ReadOnlySpan<double> values, TensorShape row, IReadOnlyList<int> axes)
    {
        var features = FeaturesOf(row, axes);
        var (means, variances) = (new double[features.Count], new double[features.Count]);
        var each = (double)values.Length / features.Count;
        for (var i = 0; i < values.Length; i++)
            means[features.Of[i % features.Of.Length]] += values[i] / each;
        for (var i = 0; i < values.Length; i++)
        {
            var feature = features.Of[i % features.Of.Length];
            variances[feature] += (values[i] - means[feature]) * (values[i] - means[feature]) / each;
        }
        return ([.. means.Select(static mean => (float)mean)], [.. variances.Select(static variance => (float)variance)]);
    }

    // Which feature each element of a row belongs to.
    private static (int[] Of, int Count) FeaturesOf(TensorShape row, IReadOnlyList<int> axes)
    {
        var features = new int[row.ElementCount];
        var count = 1;
        for (int axis = row.Rank - 1, stride = 1; axis >= 0; stride *= row[axis], axis--)
        {
            if (!axes.Contains(axis))
                continue;
            for (var i = 0; i < features.Length; i++)
                features[i] += i / stride % row[axis] * count;
            count *= row[axis];
        }
        return (features, count);
    }
}
