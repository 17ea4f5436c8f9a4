using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Models;

/// <summary>The convolutional network that Keras trained on the 8×8 digits: every answer to the test images, and how many are right.</summary>
public sealed class DigitsTests(ConformanceSummary summary)
{
    // Of a probability, for a network whose logits are of the order of 10: their 2⁻²⁴ roundings through fifteen layers.
    private const double Tolerance = 1e-5;

    [Fact]
    public void Digits_WithKerasWeights_AnswersEveryTestImageAsKeras()
    {
        Assert.SkipUnless(FixtureTree.Has("models", "digits", "model.keras"), "The fixtures have no models/digits.");
        var fixture = KerasFixture.StartOrSkip(summary.Models, "digits", "test images", "inference.weights.h5", "data.safetensors", "predictions.safetensors", "digits.json");
        using var instance = fixture.Create(Device.Cpu());
        using var data = new FixtureArrays(fixture.PathOf("data.safetensors"));
        using var predictions = new FixtureArrays(fixture.PathOf("predictions.safetensors"));
        instance.Model.LoadWeights(fixture.PathOf("inference.weights.h5"));
        float[] images = [.. data.Floats("test/images").Select(static pixel => pixel / 16)];
        var labels = data.Doubles("test/labels");
        var expected = predictions.Doubles("test/probabilities");

        var actual = instance.Predict([images])[0];

        var worst = Closeness.Check("probabilities", actual, expected, Tolerance / Closeness.Rounding, scale: 1);
        var classes = actual.Length / labels.Length;
        var correct = labels.Where((label, i) => actual.AsSpan(i * classes, classes).IndexOf(actual.AsSpan(i * classes, classes).ToArray().Max()) == (int)label).Count();
        Assert.Equal(FixtureTree.Json("models", "digits", "digits.json").GetProperty("accuracy").GetProperty("test").GetProperty("correct").GetInt32(), correct);
        summary.Models.Passed("digits", "test images", worst * Closeness.Rounding / Tolerance);
    }
}
