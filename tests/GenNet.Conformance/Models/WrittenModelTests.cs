using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Models;

/// <summary>Subclassed models of Keras, whose classes are written by hand: files that call their layers otherwise than Keras 3's, or by names alone.</summary>
public sealed class WrittenModelTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Files =>
        [.. KerasFixture.Names.SelectMany(static _ => (string[])["keras2.weights.h5", "model.safetensors"], static (model, file) => (model, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_OfASubclassedModel_LoadsEveryBit(string name, string file)
    {
        Assert.SkipUnless(KerasFixture.Of(name).IsWritten, $"{name} is no subclassed model");
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", file, "model.safetensors");
        using var instance = fixture.Create(Device.Cpu());
        using var expected = new FixtureArrays(fixture.PathOf("model.safetensors"));

        var report = instance.Model.LoadWeights(fixture.PathOf(file));

        Assert.Equal(instance.Variables.Count, report.Loaded.Count);
        Assert.Empty(report.Unused);
        Assert.All(instance.Variables, variable => Closeness.CheckSameBits(variable.Key, variable.Value.Values.ToArray(), expected.Floats(variable.Key)));
        summary.Models.Passed(name, $"load {file}", 0);
    }
}
