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
        var schedule = KerasSchedules.Create(@case.GetProperty("schedule").GetString()!, @case.GetProperty("config"));

        var steps = fixture.Arrays.Doubles("steps");
        var rates = steps.Select(step => (float)schedule.At((long)step)).ToArray();

        Closeness.Check(id, rates, fixture.Arrays.Doubles(@case.GetProperty("outputs").GetProperty("rates").GetString()!), Roundings);
    }
}
