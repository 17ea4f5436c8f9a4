using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Models;

/// <summary>What an editor shows where a layer's property is hovered over.</summary>
public sealed class PropertyDocumentationTests
{
    private const string Source = """
        using GenNet;

        [Model, Input(28, 28, 1)]
        public partial class Net
        {
            /// <summary>Finds <c>edges</c>.</summary>
            /// <remarks>As <see cref="Norm"/>.</remarks>
            [Conv2D(32, 3)]
            public partial Conv2D Edges { get; }

            [BatchNormalization] public partial BatchNormalization Norm { get; }
            [Flatten] public partial Flatten Flat { get; }
            [Dense(8), Repeat(3)] public partial Layers<Dense> Many { get; }
            public partial Head Head { get; }
        }

        [Model, Input(8)]
        public partial class Head
        {
            [Dense(2)] public partial Dense Out { get; }
        }
        """;

    [Theory]
    [InlineData("Edges", "Finds <c>edges</c>.|<para>Conv2D, (28, 28, 1) to (26, 26, 32): 320 parameters.</para>|<para>kernel: float32 (3, 3, 1, 32)</para>|<para>bias: float32 (32,)</para>|P:Net.Norm")]
    [InlineData("Norm", "BatchNormalization, (26, 26, 32) to (26, 26, 32): 128 parameters, 64 of them state.|moving_mean: float32 (32,), state")]
    [InlineData("Flat", "Flatten, (26, 26, 32) to (21632,): no parameters.")]
    [InlineData("Many", "3 times Dense, (21632,) to (8,): 173,208 parameters in all.|kernel: float32 (21632, 8)")]
    [InlineData("Head", "Head, a model of 1 layer: 18 parameters.|(Dense): 18 parameters")]
    public void Documentation_OfAProperty_HasShapesVariablesAndParameters(string property, string texts)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(Source), out var compilation, out _, TestContext.Current.CancellationToken);

        var documentation = compilation.GetTypeByMetadataName("Net")!.GetMembers(property).Single().GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(texts.Split('|'), text => Assert.Contains(text, documentation, StringComparison.Ordinal));
    }
}
