using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Training;

/// <summary>Values and gradients of losses against Keras in float64.</summary>
public sealed class LossTests
{
    /// <summary>Sums run in float64; what is left are the float32 rounding of the gradient, of its factor and of their product.</summary>
    private const double Roundings = 4;

    public static TheoryData<string> Ids => TrainingFixture.Ids("losses");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Loss_OfKeras_HasItsValueAndGradient(string id)
    {
        var @case = TrainingFixture.Case("losses", id);
        using var fixture = new TrainingFixture("losses");
        var arrays = fixture.Arrays;
        var loss = KerasLosses.Create(@case.GetProperty("loss").GetString()!, new(@case.GetProperty("config")), @case.GetProperty("reduction").GetString()!);
        var inputs = @case.GetProperty("inputs");
        string Name(string input) => inputs.GetProperty(input).GetString()!;
        float[] Optional(string input) => inputs.TryGetProperty(input, out var name) ? arrays.Floats(name.GetString()!) : [];
        var predictions = arrays.Floats(Name("y_pred"));
        var rank = arrays.RowShape(Name("y_pred")).Length;
        var width = rank == 0 ? predictions.Length : arrays.RowShape(Name("y_pred"))[^1];
        var vectors = predictions.Length / width;
        var gradient = new float[predictions.Length];

        var batch = new OutputBatch(
            predictions, arrays.Floats(Name("y_true")), width, loss.TargetWidth(width), TrainingFixture.Spread(Optional("sample_weight"), vectors), TrainingFixture.Spread(Optional("mask"), vectors));
        var value = loss.Apply(batch, gradient);

        var outputs = @case.GetProperty("outputs");
        Closeness.Check($"{id} value", [(float)value], arrays.Doubles(outputs.GetProperty("value").GetString()!), Roundings);
        Closeness.Check($"{id} gradient", gradient, arrays.Doubles(outputs.GetProperty("gradient").GetString()!), Roundings);
    }
}
