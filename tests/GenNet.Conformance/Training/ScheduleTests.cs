using System.Text.Json;
using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Training;

/// <summary>Learning rates against Keras in float64.</summary>
public sealed class ScheduleTests
{
    /// <summary>Rates are computed in float64 and compared as float32: one rounding, and one of the comparison.</summary>
    private const double Roundings = 2;

    public static TheoryData<string> Ids => TrainingFixture.Ids("schedules");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Schedule_OfKeras_HasItsRates(string id)
    {
        var @case = TrainingFixture.Case("schedules", id);
        using var fixture = new TrainingFixture("schedules");
        var schedule = Create(@case.GetProperty("schedule").GetString()!, @case.GetProperty("config"));

        var steps = fixture.Arrays.Doubles("steps");
        var rates = steps.Select(step => (float)schedule.At((long)step)).ToArray();

        Closeness.Check(id, rates, fixture.Arrays.Doubles(@case.GetProperty("outputs").GetProperty("rates").GetString()!), Roundings);
    }

    internal static LearningRateSchedule Create(string name, JsonElement config)
    {
        var options = new KerasOptions(config);
        LearningRateSchedule? schedule = name switch
        {
            "ExponentialDecay" => new ExponentialDecay(
                options.Double("initial_learning_rate", 0), options.Double("decay_steps", 0), options.Double("decay_rate", 0), options.Boolean("staircase")),
            "CosineDecay" => new CosineDecay(
                options.Double("initial_learning_rate", 0), options.Double("decay_steps", 0), options.Double("alpha", 0),
                options.NullableDouble("warmup_target"), options.Double("warmup_steps", 0)),
            "PiecewiseConstantDecay" => new PiecewiseConstantDecay(
                [.. options.Element("boundaries")!.Value.EnumerateArray().Select(static b => b.GetInt64())],
                [.. options.Element("values")!.Value.EnumerateArray().Select(static v => v.GetDouble())]),
            _ => null,
        };
        if (schedule is null)
            Assert.Skip($"Not supported: schedule {name}.");
        options.SkipOnOthers(name);
        return schedule!;
    }
}
