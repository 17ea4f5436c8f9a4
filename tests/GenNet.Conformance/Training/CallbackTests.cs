using System.Text.Json;

namespace GenNet.Conformance.Training;

/// <summary>What EarlyStopping and ModelCheckpoint do to given values, against Keras.</summary>
public sealed class CallbackTests
{
    public static TheoryData<string> Ids => TrainingFixture.Ids("callbacks");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Callback_DrivenThroughEpochs_DoesWhatKerasDoes(string id)
    {
        var @case = TrainingFixture.Case("callbacks", id);
        var options = new KerasOptions(@case.GetProperty("config"));
        var monitored = @case.GetProperty("monitored").EnumerateArray().Select(static v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble()).ToArray();
        var expected = @case.GetProperty("expected");
        switch (@case.GetProperty("callback").GetString())
        {
            case "EarlyStopping":
                CheckEarlyStopping(options, monitored, expected);
                break;
            case "ModelCheckpoint":
                CheckModelCheckpoint(options, monitored, expected);
                break;
            case var other:
                Assert.Skip($"Not supported: callback {other}.");
                break;
        }
    }

    private static void CheckEarlyStopping(KerasOptions options, double[] monitored, JsonElement expected)
    {
        var name = options.Text("monitor", "val_loss");
        var stopping = new EarlyStopping(
            name, options.Double("min_delta", 0), options.Int32("patience", 0), Mode(options), options.NullableDouble("baseline"),
            options.Boolean("restore_best_weights"), options.Int32("start_from_epoch", 0));
        options.SkipOnOthers("EarlyStopping");
        using var model = VariablesOnly.Of([("epoch", [1])], threads: 1);
        using var trainer = new Trainer(model, new SGD(), Loss.MeanSquaredError);
        stopping.Begin(trainer);
        var epochs = 0;

        while (epochs < monitored.Length && stopping.StoppedEpoch is null)
        {
            model.Values(model.Variable("epoch"))[0] = epochs;
            stopping.OnEpochEnd(epochs, new Dictionary<string, double> { ["loss"] = monitored[epochs], [name] = monitored[epochs] });
            epochs++;
        }
        stopping.OnTrainEnd();

        Assert.Equal(expected.GetProperty("epochs_run").GetInt32(), epochs);
        Assert.Equal(expected.GetProperty("stopped").GetBoolean(), stopping.StoppedEpoch is not null);
        var restored = expected.GetProperty("restored_epoch");
        Assert.Equal(restored.ValueKind == JsonValueKind.Null ? epochs - 1 : restored.GetInt32(), (int)model.Values(model.Variable("epoch"))[0]);
    }

    private static void CheckModelCheckpoint(KerasOptions options, double[] monitored, JsonElement expected)
    {
        const string Suffix = ".weights.h5";
        var name = options.Text("monitor", "val_loss");
        var path = options.Text("filepath", "");
        _ = options.Boolean("save_weights_only");
        var own = path.EndsWith(".keras", StringComparison.Ordinal) ? path[..^".keras".Length] + Suffix : path;
        var checkpoint = new ModelCheckpoint(own, name, options.Boolean("save_best_only"), Mode(options), options.NullableDouble("initial_value_threshold"));
        options.SkipOnOthers("ModelCheckpoint");

        var files = monitored.Select((value, epoch) => checkpoint.FileFor(epoch, new Dictionary<string, double> { ["loss"] = value, [name] = value }));

        // Which epochs are saved, and under which name, doesn't depend on the ending: GenNet's checkpoints hold weights alone.
        Assert.Equal(expected.GetProperty("files").EnumerateArray().Select(static f => f.GetString()?.Replace(".keras", Suffix)), files);
    }

    private static MonitorMode Mode(KerasOptions options) => options.Text("mode", "auto") switch
    {
        "min" => MonitorMode.Min,
        "max" => MonitorMode.Max,
        _ => MonitorMode.Auto,
    };
}
