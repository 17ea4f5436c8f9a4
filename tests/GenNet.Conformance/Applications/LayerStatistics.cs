using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Applications;

/// <summary>Three numbers of a layer's output, as the fixtures have them.</summary>
/// <param name="Mean">Mean of all values.</param>
/// <param name="MaxAbs">The largest magnitude.</param>
/// <param name="Projection">Mean of all values by weights of the formula, which also sees what is out of place.</param>
internal sealed record LayerStatistics(double Mean, double MaxAbs, double Projection)
{
    /// <summary>Those of an output.</summary>
    public static LayerStatistics Of(ReadOnlySpan<float> values)
    {
        double sum = 0, projection = 0;
        var largest = 0f;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i];
            projection += ((2 * WeightFormula.Unit(-1, i)) - 1) * (double)values[i];
            largest = Math.Max(largest, Math.Abs(values[i]));
        }
        return new(sum / values.Length, largest, projection / values.Length);
    }

    /// <summary>Those that the fixtures expect of all layers, in their order.</summary>
    public static LayerStatistics[] In(FixtureArrays arrays)
    {
        var (means, largest, projections) = (arrays.Doubles("summary/mean"), arrays.Doubles("summary/max_abs"), arrays.Doubles("summary/projection"));
        return [.. means.Select((mean, i) => new LayerStatistics(mean, largest[i], projections[i]))];
    }

    /// <summary>Fails if one of them is further off than <paramref name="roundings"/> of the largest value allow.</summary>
    /// <returns>The largest difference, in roundings.</returns>
    public double Check(string layer, LayerStatistics expected, double roundings)
    {
        ReadOnlySpan<float> actual = [(float)Mean, (float)MaxAbs, (float)Projection];
        // Each is rounded to float32 to be compared.
        return Closeness.Check($"mean, largest magnitude and projection of {layer}", actual, [expected.Mean, expected.MaxAbs, expected.Projection], roundings + 1, expected.MaxAbs);
    }
}
