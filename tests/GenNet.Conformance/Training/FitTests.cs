using System.Text.Json;
using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Training;

/// <summary>Whole fits, the user's way: a Keras model becomes a class, and its history, weights and steps are Keras' own in float64.</summary>
public sealed class FitTests
{
    public static TheoryData<string> Ids => TrainingFixture.Ids("fit");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Fit_OfKeras_HasItsHistoryAndWeights(string id)
    {
        var @case = TrainingFixture.Case("fit", id);
        using var fixture = new TrainingFixture("fit");
        var arrays = fixture.Arrays;
        var fitted = FitModel.Create(@case.GetProperty("model").GetString()!);
        using var model = fitted.Model;
        var variables = fitted.Variables.ToArray();
        var initial = fitted.Json.GetProperty("weights").EnumerateArray().ToArray();
        Assert.Equal(initial.Length, variables.Length);
        for (var i = 0; i < variables.Length; i++)
            variables[i].Assign(arrays.Floats(initial[i].GetProperty("initial").GetString()!));

        var fit = new KerasOptions(@case.GetProperty("fit"));
        var batchSize = fit.Int32("batch_size", 32);
        var (training, validation) = Data(fitted, fit, arrays);
        using var trainer = Trainer(model, new(@case.GetProperty("compile")));
        var callbacks = fit.Element("callbacks") is { } list ? list.EnumerateArray().Select(Callback).ToArray() : [];
        var epochs = fit.Int32("epochs", 1);
        Assert.SkipUnless(fit.Element("shuffle") is { ValueKind: JsonValueKind.False }, "Not comparable: an order drawn at random.");
        // Validation is in inference mode, where a batch's size changes nothing.
        _ = fit.Element("validation_batch_size");
        fit.SkipOnOthers("fit");

        var history = trainer.Fit(training, epochs, batchSize, validation, shuffle: false, callbacks, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(@case.GetProperty("iterations").GetInt64(), trainer.Iterations);
        // Every step adds a pass's roundings to the weights, independent of those before.
        var roundings = PassRoundings.Of(fitted.Spec, batchSize) * Math.Sqrt(trainer.Iterations);
        var expected = @case.GetProperty("history").EnumerateArray().ToArray();
        Assert.Equal(expected.Select(static h => h.GetProperty("name").GetString()), history.Names);
        foreach (var named in expected)
        {
            var name = named.GetProperty("name").GetString()!;
            Closeness.Check(
                $"{id} {name}", [.. history[name].Select(static v => (float)v)], [.. named.GetProperty("values").EnumerateArray().Select(static v => v.GetDouble())], roundings);
        }
        // A weight's gradient is made of all weights, so a small one is off by roundings of the large ones.
        var final = @case.GetProperty("final").EnumerateArray().Select(name => arrays.Doubles(name.GetString()!)).ToArray();
        var largest = final.Max(static values => Closeness.LargestMagnitude(values));
        for (var i = 0; i < variables.Length; i++)
            Closeness.Check($"{id} {variables[i].LayerName}/{variables[i].Name}", variables[i].Values, final[i], roundings, largest);
    }

    private static (Dataset Training, Dataset? Validation) Data(FitModel fitted, KerasOptions fit, FixtureArrays arrays)
    {
        var names = fitted.Json.GetProperty("data");
        var data = Dataset(arrays, names.GetProperty("x").GetString()!, names.GetProperty("y").GetString()!);
        if (fit.NullableDouble("validation_split") is { } share)
            return data.Split(share);
        if (fit.Element("validation_data") is not { } validation)
            return (data, null);
        Assert.SkipUnless(validation.GetArrayLength() == 2, "Not supported: weights of validation data.");
        return (data, Dataset(arrays, validation[0].GetString()!, validation[1].GetString()!));
    }

    private static Dataset Dataset(FixtureArrays arrays, string x, string y) => GenNet.Dataset.From(arrays.Rows(x), arrays.Floats(x), arrays.Floats(y));

    private static Trainer Trainer(Model model, KerasOptions compile)
    {
        var optimizer = compile.Element("optimizer")!.Value.EnumerateObject().Single();
        var loss = Loss(compile.Element("loss")!.Value);
        var metrics = compile.Element("metrics") is { } list ? list.EnumerateArray().Select(static m => Metric(m.GetString()!)).ToArray() : [];
        compile.SkipOnOthers("compile");
        return new(model, KerasOptimizers.Create(optimizer.Name, new(optimizer.Value)), loss, metrics);
    }

    private static Loss Loss(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return KerasLosses.Create(string.Concat(json.GetString()!.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..])), new(JsonElement.Parse("{}")));
        var named = json.EnumerateObject().Single();
        var options = new KerasOptions(named.Value);
        return KerasLosses.Create(named.Name, options, options.Text("reduction", "sum_over_batch_size"));
    }

    private static Metric Metric(string name)
    {
        Assert.SkipUnless(name == "accuracy", $"Not supported: metric {name}.");
        return GenNet.Metric.Accuracy;
    }

    private static Callback Callback(JsonElement json)
    {
        var named = json.EnumerateObject().Single();
        Assert.SkipUnless(named.Name == "EarlyStopping", $"Not supported: callback {named.Name}.");
        var options = new KerasOptions(named.Value);
        var stopping = new EarlyStopping(patience: options.Int32("patience", 0), restoreBestWeights: options.Boolean("restore_best_weights"));
        options.SkipOnOthers(named.Name);
        return stopping;
    }
}
