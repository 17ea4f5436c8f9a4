using System.Text.Json;
using GenNet.Conformance.Numerics;
using GenNet.Specs;

namespace GenNet.Conformance.Layers;

/// <summary>
/// Random layers in training: kept elements are <c>input · scale + offset</c>, the others <c>dropped</c>; the share that is kept is
/// <c>keep_rate</c> within five standard deviations of so many draws; shared axes share a draw; a gradient passes where the element was kept. Noise is normal, of the mean and standard
/// deviation that are said, and each element's own.
/// </summary>
public sealed class RandomLayerTests(ConformanceSummary summary)
{
    private const int LeastDraws = 20_000;
    private const double StandardDeviations = 5;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(static c => c.Statistics is not null))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RandomLayer_WhenTraining_DrawsAsKerasDoes(string kind, string id)
    {
        using var run = LayerRun.StartOrSkip(summary.Layers, kind, id);
        var statistics = run.Case.Statistics!.Value;
        var isNoise = statistics.TryGetProperty("distribution", out var distribution);
        Assert.True(isNoise ? distribution.GetString() == "normal" : statistics.TryGetProperty("keep_rate", out _), $"{kind}/{id} draws something that this test doesn't know: {statistics}");
        var shape = run.Case.InputShapes[0];
        shape[0] = (LeastDraws / shape[1..].Aggregate(1, static (product, d) => product * d) + 1) * SharedSize(statistics, shape);
        var input = Nonzero(shape);
        var outputGradient = Nonzero(shape);

        var result = run.Model.Train([input], outputGradient, training: true, step: 3);

        if (isNoise)
            NormalNoiseStatistics.Check(statistics, input, outputGradient, result);
        else
            CheckShare(statistics, CheckElements(statistics, input, outputGradient, result), shape);
        Assert.Equal(result.Output, run.Model.Train([input], outputGradient, training: true, step: 3).Output);
        Assert.NotEqual(result.Output, run.Model.Train([input], outputGradient, training: true, step: 4).Output);
        run.Passed();
    }

    private static bool[] CheckElements(JsonElement statistics, float[] input, float[] outputGradient, TrainingResult result)
    {
        var (dropped, offset, scale) = (Number(statistics, "dropped"), Number(statistics, "offset"), Number(statistics, "scale"));
        var kept = new bool[input.Length];
        for (var i = 0; i < input.Length; i++)
        {
            kept[i] = result.Output[i] != (float)dropped;
            var expected = kept[i] ? (input[i] * scale) + offset : dropped;
            // What is left of terms that cancel out is off by as much as they are.
            Closeness.Check($"output[{i}]", [result.Output[i]], [expected], Closeness.Elementwise, scale: Math.Abs(input[i] * scale) + Math.Abs(offset));
            Closeness.Check($"gradient[{i}]", [result.InputGradients[0][i]], [kept[i] ? outputGradient[i] * scale : 0], Closeness.Elementwise);
        }
        return kept;
    }

    private static void CheckShare(JsonElement statistics, bool[] kept, int[] shape)
    {
        var shared = statistics.GetProperty("shared_axes").EnumerateArray().Select(static a => a.GetInt32()).ToHashSet();
        var draws = new Dictionary<int, bool>();
        for (var i = 0; i < kept.Length; i++)
        {
            var draw = DrawOf(i, shape, shared);
            Assert.True(draws.TryAdd(draw, kept[i]) || draws[draw] == kept[i], $"Element {i} of draw {draw} isn't treated as the others that share it.");
        }
        var rate = Number(statistics, "keep_rate");
        var share = draws.Values.Count(static k => k) / (double)draws.Count;
        Assert.InRange(share, rate - Deviation(rate, draws.Count), rate + Deviation(rate, draws.Count));
        // Neighbours are drawn independently: both are kept in a share rate² of all pairs.
        var pairs = Enumerable.Range(0, draws.Count - 1).Select(i => draws.Values.ElementAt(i)).ToArray();
        var both = pairs.Zip(pairs.Skip(1)).Count(static p => p is (true, true)) / (double)(pairs.Length - 1);
        Assert.InRange(both, (rate * rate) - (2 * Deviation(rate * rate, pairs.Length)), (rate * rate) + (2 * Deviation(rate * rate, pairs.Length)));
    }

    private static double Deviation(double rate, int draws) => StandardDeviations * Math.Sqrt(rate * (1 - rate) / draws);

    // The element with index 0 along all shared axes stands for its draw.
    private static int DrawOf(int element, int[] shape, HashSet<int> shared)
    {
        var (draw, stride) = (0, 1);
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (!shared.Contains(axis))
                draw += element % shape[axis] * stride;
            stride *= shape[axis];
            element /= shape[axis];
        }
        return draw;
    }

    private static int SharedSize(JsonElement statistics, int[] shape) =>
        statistics.GetProperty("shared_axes").EnumerateArray().Select(static a => a.GetInt32()).Where(static a => a > 0).Aggregate(1, (product, axis) => product * shape[axis]);

    private static float[] Nonzero(int[] shape)
    {
        var values = new float[TensorShape.Of(shape).ElementCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = (i % 2 == 0 ? 1 : -1) * (0.5f + (i % 37 / 37f));
        return values;
    }

    private static double Number(JsonElement statistics, string name) => statistics.GetProperty(name).GetDouble();
}
