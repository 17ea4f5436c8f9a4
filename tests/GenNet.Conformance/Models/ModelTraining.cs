using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Models;

/// <summary>Training by Keras' recipes.</summary>
internal static class ModelTraining
{
    /// <summary>Trains by Keras' recipe, and compares with what Keras saw.</summary>
    /// <returns>The largest part of its tolerance that a value was off by.</returns>
    /// <param name="name">The fixture's folder.</param>
    /// <param name="instance">Its model, without dropout.</param>
    public static double Follow(string name, KerasInstance instance)
    {
        using var arrays = new FixtureArrays(FixtureTree.PathOf("models", name, "training.safetensors"));
        var recipe = new TrainingRecipe(name, instance);
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
}
