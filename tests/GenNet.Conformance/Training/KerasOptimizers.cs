using System.Text.Json;

namespace GenNet.Conformance.Training;

/// <summary>Optimizers by their names in Keras; one that GenNet lacks skips the test by name.</summary>
internal static class KerasOptimizers
{
    /// <summary>The optimizer of class <paramref name="name"/>.</summary>
    /// <param name="name">Keras' name.</param>
    /// <param name="options">Its config.</param>
    public static Optimizer Create(string name, KerasOptions options)
    {
        var rate = options.Element("learning_rate") switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            { } schedule => Schedule(schedule),
        };
        var (decay, clipNorm, globalClipNorm, clipValue) = (options.NullableDouble("weight_decay"), options.NullableDouble("clipnorm"), options.NullableDouble("global_clipnorm"), options.NullableDouble("clipvalue"));
        Optimizer? optimizer = name switch
        {
            "Adam" => new Adam(rate, options.Double("beta_1", 0.9), options.Double("beta_2", 0.999), options.Double("epsilon", 1e-7), options.Boolean("amsgrad"))
            {
                WeightDecay = decay, ClipNorm = clipNorm, GlobalClipNorm = globalClipNorm, ClipValue = clipValue,
            },
            "SGD" => new SGD(rate, options.Double("momentum", 0), options.Boolean("nesterov"))
            {
                WeightDecay = decay, ClipNorm = clipNorm, GlobalClipNorm = globalClipNorm, ClipValue = clipValue,
            },
            _ => null,
        };
        if (optimizer is null)
            Assert.Skip($"Not supported: optimizer {name}.");
        options.SkipOnOthers(name);
        return optimizer!;
    }

    // The fixtures of training and of models write schedules in two ways.
    private static LearningRateSchedule Schedule(JsonElement json) => json.TryGetProperty("schedule", out var name)
        ? KerasSchedules.Create(name.GetString()!, json.GetProperty("config"))
        : KerasSchedules.Create(json.GetProperty("class").GetString()!, json.GetProperty("args"));
}
