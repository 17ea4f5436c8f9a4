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
        using var instance = fixture.Create(Device.Cpu(), dropout: false);
        summary.Models.Passed(name, "train", ModelTraining.Follow(name, instance));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_OfTheFirstStep_AreKeras(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "gradients", "training.safetensors", "model.json");
        using var arrays = new FixtureArrays(fixture.PathOf("training.safetensors"));
        using var instance = fixture.Create(Device.Cpu(), dropout: false);
        var recipe = new TrainingRecipe(fixture.Name, instance);
        instance.Assign(arrays, "initial");

        var gradients = recipe.GradientsOfFirstStep(arrays);

        var roundings = instance.Roundings(recipe.BatchSize);
        var largest = gradients.Keys.Max(key => Closeness.LargestMagnitude(arrays.Doubles($"gradients/{key}")));
        var worst = gradients.Max(g => Closeness.Check($"gradient of {g.Key}", g.Value, arrays.Doubles($"gradients/{g.Key}"), roundings, largest));
        summary.Models.Passed(name, "gradients", worst / roundings);
    }
}
