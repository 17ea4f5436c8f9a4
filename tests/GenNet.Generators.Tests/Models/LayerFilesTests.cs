using GenNet.Generators.Parsing;
using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Models;

/// <summary>Layers of a class in several files: no file's name decides their order.</summary>
public sealed class LayerFilesTests
{
    private const string Head = "using GenNet; [Model] public partial class Net { [Dense(3)] public partial Dense A { get; } Tensor Forward([Input(3)] Tensor x) => A.Forward(B.Forward(x)); }";
    private const string Rest = "using GenNet; public partial class Net { [Dense(3)] public partial Dense B { get; } }";

    [Fact]
    public void Layers_InSeveralFilesWithoutForward_AreRefusedAtTheFirstOutsideTheClass()
    {
        var diagnostic = Assert.Single(ModelDiagnostics.Of(
            "using GenNet; [Model, Input(3)] public partial class Net { [Dense(3)] public partial Dense A { get; } }", Rest));

        Assert.Equal("GN0028", diagnostic.Id);
        Assert.Equal("Model1.cs", diagnostic.Location.SourceTree!.FilePath);
        Assert.Contains("'Model0.cs' and 'Model1.cs'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_InSeveralPartsOfOneFile_AreInItsOrder() => Assert.Equal(
        ["B", "A"],
        Order(("Net.cs", "using GenNet; public partial class Net { [Dense(3)] public partial Dense B { get; } } [Model, Input(3)] public partial class Net { [Dense(3)] public partial Dense A { get; } }")));

    [Fact]
    public void Layers_InSeveralFilesWithForward_AreInTheOrderOfTheirCalls()
    {
        Assert.Equal(["B", "A"], Order(("A.cs", Head), ("B.cs", Rest)));
        Assert.Equal(["B", "A"], Order(("Z.cs", Head), ("B.cs", Rest)));
        Assert.Equal(["B", "A"], Order(("B.cs", Rest), ("A.cs", Head)));
    }

    private static IEnumerable<string> Order(params (string Path, string Text)[] files)
    {
        var empty = ModelCompiler.CreateCompilation();
        var options = (CSharpParseOptions)empty.SyntaxTrees[0].Options;
        var compilation = empty.AddSyntaxTrees(files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path)));
        var parsed = ModelParser.Parse(compilation.GetTypeByMetadataName("Net")!, TestContext.Current.CancellationToken);
        Assert.Empty(parsed.Diagnostics);
        Assert.Equal(parsed.Spec!.Layers.Select(static l => l.Property), parsed.Declaration.Properties.Select(static p => p.Name));
        return parsed.Spec.Layers.Select(static l => l.Property);
    }
}
