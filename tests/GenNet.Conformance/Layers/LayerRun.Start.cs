using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Layers;

/// <summary>Cases of the fixtures, whose classes are scaffolded and compiled here.</summary>
internal sealed partial class LayerRun
{
    /// <summary>Starts a case, or skips the test with the reason why GenNet doesn't support it.</summary>
    public static LayerRun StartOrSkip(ConformanceCount count, string kind, string id, bool hasRunTimeLength = false, Device? device = null)
    {
        var models = LayerModels.Of(kind, hasRunTimeLength);
        if (models.Source(id) is not { } source)
        {
            count.NotSupported(kind, id, models.ReasonOf(id));
            Assert.Skip($"not supported: {models.ReasonOf(id)}");
            throw new InvalidOperationException("Assert.Skip returned.");
        }
        count.Started(kind, id);
        return new(count, source.Case, TermsOf(source), models.TypeOf(source), device ?? Device.Cpu());
    }

    /// <summary>Terms of the longest sum of a case.</summary>
    public static double TermsOf(LayerSource source) => ReductionLength.Of(source.Model.Calls[0], source.Model.ShapeOf(0), source.Case.InputShapes[0][0]);
}
