namespace GenNet.Conformance.Layers;

/// <summary>
/// Every case of <c>layers/</c> the user's way: its Keras config is scaffolded to a class, compiled with the generator, given Keras' weights and
/// inputs, and its output, gradients and moving averages are compared with Keras' in float64. What GenNet doesn't have is skipped with the reason.
/// </summary>
public sealed class LayerTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(static c => c.Statistics is null))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_WhenRunAsKerasRanIt_GivesItsNumbers(string kind, string id)
    {
        using var run = LayerRun.StartOrSkip(summary.Layers, kind, id);
        LayerCheck.AsKerasRanIt(run);
        run.Passed();
    }
}
