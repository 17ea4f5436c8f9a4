using GenNet.Generators.Parsing;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Incrementality;

/// <summary>A model is parsed again if, and only if, a file that decides what it says has changed.</summary>
public sealed class KnownModelsTests
{
    private static readonly string[] s_files =
    [
        """
        using GenNet;
        using static Consts.Sizes;
        namespace Zoo;
        [Model]
        public partial class Net
        {
            /// <summary>The first.</summary>
            [Dense(Units)] public partial Dense A { get; }
            [Gate(3)] public partial Gate Head { get; }
            public partial Inner Inner { get; }
            private Tensor Forward([Input(4)] Tensor x) => B.Forward(Inner.Forward(Head.Forward(A.Forward(x))));
        }
        """,
        "using GenNet; namespace Zoo; public partial class Net { [Dense(2)] public partial Dense B { get; } }",
        "namespace Consts; public static class Sizes { public const int Units = More.Base + 1; }",
        "namespace Consts; public static class More { public const int Base = 4; }",
        "using GenNet; namespace Zoo; [Model, Input(3)] public partial class Inner { [Dense(6)] public partial Dense C { get; } }",
        """
        using GenNet;
        public sealed class GateAttribute(int units) : CustomLayerAttribute<Gate>;
        [OutputShape("units")] public sealed partial class Gate : CustomLayer { private static void Forward(in ForwardPass pass) { } }
        """,
        "using GenNet; using M = GenNet.ModelAttribute; namespace Zoo; [M, Input(3)] public partial class Aliased { [Dense(6)] public partial Dense C { get; } }",
        "global using GlobalM = GenNet.ModelAttribute;",
        "using GenNet; namespace Zoo; [GlobalM, Input(3)] public partial class GloballyAliased { [Dense(6)] public partial Dense C { get; } }",
        "using GenNet; namespace Zoo; [Model, Input(3)] public partial class Wrong { [Dense(0)] public partial Dense C { get; } }",
        "class Unrelated { int F() => 1; }",
    ];

    [Theory]
    [InlineData(0, "Dense(Units)", "Dense(Units + 1)")]
    [InlineData(0, "The first", "The very first")]
    [InlineData(0, "[Model]", "// a comment\n[Model]")]
    [InlineData(0, "[Model]", "")]
    [InlineData(1, "Dense(2)", "Dense(3)")]
    [InlineData(2, "+ 1", "+ 2")]
    [InlineData(3, "4", "5")]
    [InlineData(3, "Base", "Basis")]
    [InlineData(4, "Dense(6)", "Dense(7)")]
    [InlineData(5, "\"units\"", "\"units + 1\"")]
    [InlineData(6, "using M =", "using N =")]
    [InlineData(6, "Dense(6)", "Dense(7)")]
    [InlineData(7, "GlobalM", "OtherM")]
    [InlineData(7, "GenNet.ModelAttribute", "System.SerializableAttribute")]
    [InlineData(8, "Dense(6)", "Dense(7)")]
    [InlineData(9, "using GenNet;", "using GenNet;\n\n")]
    [InlineData(9, "Dense(0)", "Dense(1)")]
    [InlineData(10, "class Unrelated", "class System")]
    [InlineData(10, "class Unrelated", "namespace Zoo; class Dense")]
    [InlineData(10, "class Unrelated", "namespace Zoo; class DenseAttribute : System.Attribute")]
    [InlineData(10, "class Unrelated", "namespace Zoo.Consts; class Sizes")]
    [InlineData(10, "class Unrelated", "namespace Consts { class Empty; } class Unrelated")]
    public void Generator_AfterAnEditOfAnyFile_WritesWhatAFreshOneDoes(int file, string before, string after)
    {
        var first = ModelCompiler.CreateCompilation(s_files);
        var edited = Edit(first, file, before, after);

        var incremental = Result(Driver().RunGenerators(first, TestContext.Current.CancellationToken), edited);

        // Of the same texts in files of other names, of which nothing is known.
        Assert.Equal(Result(Driver(), Renamed(edited, "unknown-")), incremental);
        Assert.NotEqual("", incremental);
    }

    [Theory]
    [InlineData(10, "1", "2", 0)]
    [InlineData(0, "[Model]", "// a comment\n[Model]", 0)]
    [InlineData(3, "4", "5", 1)]
    [InlineData(6, "Dense(6)", "Dense(7)", 1)]
    public void Models_AfterAnEdit_AreParsedAgainWhereItMatters(int file, string before, string after, int parsed)
    {
        // Other tests have files of these names.
        var first = Renamed(ModelCompiler.CreateCompilation(s_files), Guid.NewGuid().ToString());
        var old = Models(first);
        var now = Models(Edit(first, file, before, after));

        Assert.Equal(5, now.Count);
        Assert.Equal(parsed, now.Count(model => !old.Exists(known => ReferenceEquals(known, model))));
    }

    private static List<ParsedModel> Models(Compilation compilation) =>
        [.. compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes()).Where(KnownModels.IsCandidate)
            .Select(node => KnownModels.BeforeGeneration.Of((Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax)node, compilation, TestContext.Current.CancellationToken)).OfType<ParsedModel>()];

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string before, string after)
    {
        var tree = compilation.SyntaxTrees[compilation.SyntaxTrees.Length - s_files.Length + file];
        var text = tree.ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(before, after, StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath));
    }

    private static CSharpCompilation Renamed(CSharpCompilation compilation, string prefix) => compilation.SyntaxTrees.Aggregate(
        compilation, (all, tree) => all.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString(), (CSharpParseOptions)tree.Options, prefix + tree.FilePath)));

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()]);

    private static string Result(GeneratorDriver driver, Compilation compilation)
    {
        var result = driver.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();
        return string.Join("\n", result.GeneratedTrees.Select(static tree => tree.ToString()).Concat(result.Diagnostics.Select(static d => $"{d.Location.GetLineSpan().Span} {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")));
    }
}
