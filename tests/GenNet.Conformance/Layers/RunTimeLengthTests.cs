namespace GenNet.Conformance.Layers;

/// <summary>
/// The cases of <c>layers/</c> whose layer can take a length that is known at run time only, in a class for longer sequences than the case's: outputs and gradients are Keras' of that length.
/// </summary>
public sealed class RunTimeLengthTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(layer => layer.Statistics is null && LayerModels.Of(kind, hasRunTimeLength: true).Source(layer.Id) is not null))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_OfALengthAtRunTime_GivesKerasNumbersOfThatLength(string kind, string id)
    {
        using var run = LayerRun.StartOrSkip(summary.RunTimeLength, kind, id, hasRunTimeLength: true);
        LayerCheck.AsKerasRanIt(run);
        run.Passed();
    }

    [Theory]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    [InlineData("SimpleRNN")]
    [InlineData("Embedding")]
    [InlineData("Masking")]
    [InlineData("Dense")]
    [InlineData("BatchNormalization")]
    public void Kind_ThatTakesSequences_HasCases(string kind) =>
        Assert.True(LayerCase.Kinds.Count == 0 || !LayerCase.Kinds.Contains(kind) || LayerModels.Of(kind, hasRunTimeLength: true).Sources.Count > 0);
}
