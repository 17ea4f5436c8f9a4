using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Models;

/// <summary>
/// Keras' recipe: so many steps on its batches in turn, no shuffling, no dropout. Loss of every step, gradients of the first and weights after
/// the last, against Keras in float64.
/// </summary>
public sealed class ModelTrainingTests(ConformanceSummary summary)
{
    public static TheoryData<string> Names => [.. KerasFixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_ByKerasRecipe_FollowsItsLossesToItsWeights(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "train", "training.safetensors", "model.json");
        summary.Models.Passed(name, "train", Train(fixture, Device.Cpu()));
    }

    /// <summary>Trains by Keras' recipe, and compares with what Keras saw.</summary>
    /// <returns>The largest part of its tolerance that a value was off by.</returns>
    internal static double Train(KerasFixture fixture, Device device)
    {
        using var arrays = new FixtureArrays(fixture.PathOf("training.safetensors"));
        using var instance = fixture.Create(device, dropout: false);
        var recipe = new TrainingRecipe(fixture, instance);
        instance.Assign(arrays, "initial");
        using var trainer = recipe.CreateTrainer();
        var expected = arrays.Doubles("losses");

        // Every step adds a pass's roundings to the weights, independent of those before.
        var roundings = instance.Roundings(recipe.BatchSize);
        var worst = 0.0;
        for (var step = 0; step < expected.Length; step++)
        {
            var loss = (float)trainer.Step(recipe.Batch(arrays, step));
            var allowed = roundings * Math.Sqrt(step + 1);
            worst = Math.Max(worst, Closeness.Check($"loss of step {step + 1}", [loss], [expected[step]], allowed, expected[0]) / allowed);
        }
        var final = roundings * Math.Sqrt(expected.Length);
        foreach (var (key, variable) in instance.Variables.Where(v => !recipe.IsNoisy(v.Key)))
            worst = Math.Max(worst, Closeness.Check($"final {key}", variable.Values, arrays.Doubles($"final/{key}"), final) / final);
        return worst;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_OfTheFirstStep_AreKeras(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "gradients", "training.safetensors", "model.json");
        using var arrays = new FixtureArrays(fixture.PathOf("training.safetensors"));
        using var instance = fixture.Create(Device.Cpu(), dropout: false);
        var recipe = new TrainingRecipe(fixture, instance);
        instance.Assign(arrays, "initial");

        var gradients = recipe.GradientsOfFirstStep(arrays);

        var roundings = instance.Roundings(recipe.BatchSize);
        var largest = gradients.Keys.Max(key => Closeness.LargestMagnitude(arrays.Doubles($"gradients/{key}")));
        var worst = gradients.Max(g => Closeness.Check($"gradient of {g.Key}", g.Value, arrays.Doubles($"gradients/{g.Key}"), roundings, largest));
        summary.Models.Passed(name, "gradients", worst / roundings);
    }
}
