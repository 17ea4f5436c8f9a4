using System.Text.Json;
using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Tests.Models;

/// <summary>Against the distributions that Keras draws from; tolerances of mean and deviation are the fixture's six standard errors.</summary>
public class WeightInitializerTests
{
    public static TheoryData<string> Distributions => [.. Cases("random").Select(static c => c.GetProperty("id").GetString()!)];

    public static TheoryData<string> Matrices => [.. Cases("orthogonal").Select(static c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Initialize_DrawsFromKerasDistribution(string id)
    {
        var fixture = Cases("random").Single(c => c.GetProperty("id").GetString() == id);
        var values = Draw(fixture, seed: 11);
        var expected = fixture.GetProperty("expected");
        var mean = values.Average(static v => (double)v);
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Assert.Equal(expected.GetProperty("mean").GetDouble(), mean, expected.GetProperty("mean_tolerance").GetDouble());
        Assert.Equal(expected.GetProperty("std").GetDouble(), deviation, expected.GetProperty("std_tolerance").GetDouble());
        if (expected.TryGetProperty("bound", out var bound) && bound.ValueKind == JsonValueKind.Number)
            Assert.InRange(values.Max(Math.Abs), 0.9 * bound.GetDouble(), bound.GetDouble() * (1 + (1.0 / (1 << 23))));
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Initialize_Orthogonal_MakesRowsOrColumnsOrthonormal(string id)
    {
        var fixture = Cases("orthogonal").Single(c => c.GetProperty("id").GetString() == id);
        var shape = Shape(fixture);
        var values = Draw(fixture, seed: 5);
        var columns = shape[-1];
        var rows = values.Length / columns;
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        float At(int vector, int k) => rows >= columns ? values[(k * columns) + vector] : values[(vector * columns) + k];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var dot = Enumerable.Range(0, length).Sum(k => (double)At(i, k) * At(j, k));
                // Each value is rounded to float32: an error of 2⁻²⁴ of it, and the magnitudes' product sums to at most 1.
                Assert.Equal(i == j ? 1 : 0, dot, 4.0 / (1 << 24));
            }
        }
    }

    [Theory]
    [InlineData(Initializer.Zeros, 0f)]
    [InlineData(Initializer.Ones, 1f)]
    public void Initialize_WithoutRandomness_Fills(Initializer initializer, float expected) =>
        Assert.All(Draw(initializer, TensorShape.Of(3, 7), seed: 1, number: 0), value => Assert.Equal(expected, value));

    [Fact]
    public void Initialize_DependsOnSeedAndVariable()
    {
        var shape = TensorShape.Of(4, 5);
        var first = Draw(Initializer.GlorotUniform, shape, seed: 1, number: 0);
        Assert.Equal(first, Draw(Initializer.GlorotUniform, shape, seed: 1, number: 0));
        Assert.NotEqual(first, Draw(Initializer.GlorotUniform, shape, seed: 2, number: 0));
        Assert.NotEqual(first, Draw(Initializer.GlorotUniform, shape, seed: 1, number: 1));
    }

    private static IEnumerable<JsonElement> Cases(string kind) =>
        FixtureTree.Json("training", "initializers.json").GetProperty("cases").EnumerateArray()
            .Where(c => c.GetProperty("kind").GetString() == kind)
            .Where(static c => !c.GetProperty("config").EnumerateObject().Any())
            .Where(static c => Enum.TryParse<Initializer>(c.GetProperty("initializer").GetString(), out _));

    private static TensorShape Shape(JsonElement fixture) =>
        TensorShape.Of([.. fixture.GetProperty("shape").EnumerateArray().Select(static d => d.GetInt32())]);

    private static float[] Draw(JsonElement fixture, ulong seed) =>
        Draw(Enum.Parse<Initializer>(fixture.GetProperty("initializer").GetString()!), Shape(fixture), seed, number: 3);

    private static float[] Draw(Initializer initializer, TensorShape shape, ulong seed, int number)
    {
        var values = new float[shape.ElementCount];
        WeightInitializer.Initialize(values, new VariableDescription("kernel", shape, Offset: 0, initializer), seed, number);
        return values;
    }
}
