using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Training;

/// <summary>Running results of metrics against Keras in float64.</summary>
public sealed class MetricTests
{
    /// <summary>Counts are exact; the share is rounded to float32 for the comparison.</summary>
    private const double Roundings = 1;

    public static TheoryData<string> Ids => TrainingFixture.Ids("metrics");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Metric_AfterEachBatch_IsKeras(string id)
    {
        var @case = TrainingFixture.Case("metrics", id);
        using var fixture = new TrainingFixture("metrics");
        var arrays = fixture.Arrays;
        var metric = Create(@case.GetProperty("metric").GetString()!, new(@case.GetProperty("config")));
        var results = new List<float>();
        MetricState? state = null;

        foreach (var batch in @case.GetProperty("batches").EnumerateArray())
        {
            if (batch.EnumerateObject().Select(static p => p.Name).FirstOrDefault(static name => name is not ("y_pred" or "y_true" or "sample_weight" or "mask")) is { } other)
                Assert.Skip($"Not supported: a metric with {other}.");
            var name = batch.GetProperty("y_pred").GetString()!;
            var predictions = arrays.Floats(name);
            var shape = arrays.RowShape(name);
            var width = shape.Length == 0 ? 1 : shape[^1];
            var targetWidth = metric.TargetWidth(width);
            state ??= metric.CreateState(width, targetWidth);
            float[] Optional(string input) => batch.TryGetProperty(input, out var values) ? TrainingFixture.Spread(arrays.Floats(values.GetString()!), predictions.Length / width) : [];
            state.Update(new(predictions, arrays.Floats(batch.GetProperty("y_true").GetString()!), width, targetWidth, Optional("sample_weight"), Optional("mask")));
            results.Add((float)state.Result());
        }

        Closeness.Check(id, results.ToArray(), arrays.Doubles(@case.GetProperty("outputs").GetProperty("result").GetString()!), Roundings);
    }

    private static MeanMetric Create(string name, KerasOptions options)
    {
        MeanMetric? metric = name switch
        {
            "BinaryAccuracy" => new BinaryAccuracy((float)options.Double("threshold", 0.5)),
            "CategoricalAccuracy" => new CategoricalAccuracy(),
            "SparseCategoricalAccuracy" => new SparseCategoricalAccuracy(),
            _ => null,
        };
        if (metric is null)
            Assert.Skip($"Not supported: metric {name}.");
        options.SkipOnOthers(name);
        return metric!;
    }
}
