using GenNet.Conformance.Layers;
using GenNet.Conformance.Models;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Conformance.Scaffolding;

/// <summary>What the compiler reads from a scaffolded class is what the scaffolder read from the Keras config: nothing is lost on the way.</summary>
public sealed class ScaffoldedSpecTests
{
    public static TheoryData<string> Kinds => [.. LayerCase.Kinds.Where(static kind => LayerModels.Of(kind).Sources.Count > 0)];

    public static TheoryData<string> Models => [.. KerasFixture.Names.Where(static name => KerasFixture.Of(name) is { Spec: not null, IsWritten: false })];

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_WhenScaffoldedAndParsed_IsTheSame(string name)
    {
        var spec = KerasFixture.Of(name).Spec!;

        Assert.Equal(spec, Parse(spec, ModelClassWriter.Write(spec)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Layer_WhenScaffoldedAndParsed_IsTheSame(string kind)
    {
        foreach (var source in LayerModels.Of(kind).Sources)
            Assert.Equal(source.Model, Parse(source.Model, source.Text));
    }

    private static ModelSpec? Parse(ModelSpec expected, string source)
    {
        var type = ModelCompiler.CreateCompilation(source).GetTypeByMetadataName(expected.FullName);
        return ModelParser.Parse(type!, TestContext.Current.CancellationToken).Spec;
    }
}
