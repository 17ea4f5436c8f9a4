using System.Text.Json;

namespace GenNet.Conformance.Training;

/// <summary>Keras' learning rate schedules as GenNet's.</summary>
internal static class KerasSchedules
{
    /// <summary>The schedule of class <paramref name="name"/>.</summary>
    public static LearningRateSchedule Create(string name, JsonElement config)
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
