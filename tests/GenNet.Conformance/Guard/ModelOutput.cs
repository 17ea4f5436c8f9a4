namespace GenNet.Conformance.Guard;

/// <summary>The first output of a model that was compiled by a test.</summary>
internal static class ModelOutput
{
    private delegate void Predicting(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>It for some rows.</summary>
    public static float[] Of(Model model, float[] input, int rows)
    {
        var output = new float[rows * model.Description.Outputs[0].Shape.Dimensions.Aggregate(1, static (a, b) => a * b)];
        ((Predicting)Delegate.CreateDelegate(typeof(Predicting), model, model.GetType().GetMethod("Predict", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!))(input, output);
        return output;
    }
}
