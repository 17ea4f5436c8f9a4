using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>A wrong model shows its own errors and none of the compiler's that follow from them.</summary>
public sealed class WrongModelTests
{
    private const string Layer = "[Dense(2)] public partial Dense Out { get; }";

    [Theory]
    [InlineData("GN0002", "[Model, Input(3)] public partial class Net<T> where T : class { " + Layer + " }")]
    [InlineData("GN0002", "partial class Outer<T> { [Model, Input(3)] public partial class Net { " + Layer + " } }")]
    [InlineData("GN0002", "partial interface IOuter<T> { [Model, Input(3)] public partial class Net { " + Layer + " } }")]
    [InlineData("GN0002", "[Model, Input(3)] public abstract partial class Net { " + Layer + " }")]
    [InlineData("GN0002", "[Model, Input(3)] public abstract partial class Net : Model { " + Layer + " }")]
    [InlineData("GN0002", "[Model, Input(3)] public partial record Net { " + Layer + " }")]
    [InlineData("GN0002", "[Model, Input(3)] public static partial class Net { [Dense(2)] public static partial Dense Out { get; } }")]
    [InlineData("GN0003", "public class Base; [Model, Input(3)] public partial class Net : Base { " + Layer + " }")]
    [InlineData("GN0009", "[Model, Input(3)] public partial class Net(int n) { " + Layer + " public int N => n; }")]
    [InlineData("GN0009", "[Model, Input(3)] public partial class Net { " + Layer + " public Net(int n) { } }")]
    [InlineData("GN0009", "[Model, Input(3)] public partial class Net { " + Layer + " public Net(ulong seed, Device? device) { } }")]
    [InlineData("GN0009", "[Model, Input(3)] public partial class Net : Model { " + Layer + " public Net() : base(null!, null!, null, 0) { } }")]
    [InlineData("GN0009", "[Model, Input(3)] public partial class Net { " + Layer + " public required int N { get; init; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; set; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; private set; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; init; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial ref Dense Out { get; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense this[int i] { get; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; } public partial Dense Out => null!; }")]
    [InlineData("GN0011", "[Model, Input(3)] public partial class Net { [Dense(2)] public partial Conv2D Out { get; } }")]
    [InlineData("GN0012", "class MineAttribute : LayerAttribute; [Model, Input(3)] public partial class Net { [Mine] public partial Dense Out { get; } }")]
    [InlineData("GN0013", "[Model, Input(3)] public partial class Net : Model { [Dense(0)] public partial Dense Out { get; } }")]
    [InlineData("GN0013", "[Model, Input(3)] public partial class Net { [Dense(0)] public partial Dense Out { get; } public static Weights Mine(Prediction p, Net net, Weights.OutWeights o) => net.GetWeights(); }")]
    [InlineData("GN0013", "[Model, Input(3)] public partial class Net { [Dense(0)] public partial Dense Out { get; } } public class Fit<T> where T : Model; public class FitNet : Fit<Net>;")]
    [InlineData("GN0013", "public interface INet { void Predict(ReadOnlySpan<float> i, Span<float> o); static abstract ModelDescription ModelDescription { get; } IReadOnlyList<Layer> Layers { get; } } [Model, Input(3)] public partial class Net : INet { [Dense(0)] public partial Dense Out { get; } }")]
    [InlineData("GN0013", "public interface INet { void Predict(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, Span<float> d); } [Model] public partial class Net : INet { [Dense(0)] public partial Dense A { get; } [Dense(2)] public partial Dense B { get; } private (Tensor, Tensor) Forward([Input(3)] Tensor x, [Input(3)] Tensor y) => (A.Forward(x), B.Forward(y)); }")]
    [InlineData("GN0013", "[Model, Input(3)] public partial class Net { [Dense(0)] public partial Dense Out { get; } public int Predict(ReadOnlySpan<float> mine) => 1; }")]
    [InlineData("GN0015", "[Model, Input(3)] public partial class Net { " + Layer + " [Dense(2), Flatten] public partial Dense Two { get; } }")]
    [InlineData("GN0016", "[Model, Input(3)] public partial class Net { " + Layer + " public class Weights; }")]
    [InlineData("GN0016", "[Model, Input(3)] public partial class Net { " + Layer + " public override IReadOnlyList<Layer> Layers => []; }")]
    [InlineData("GN0019", "[Model, Input(3)] public partial class Net { " + Layer + " public partial Dense Two { get; } }")]
    [InlineData("GN0019", "[Model, Input(3)] public partial class Net { " + Layer + " public partial Net Two { get; } }")]
    [InlineData("GN0021", "[Model] public partial class Net { " + Layer + " private Tensor Forward([Input(3)] Tensor x) { } }")]
    public void Model_WhenItIsWrong_ShowsItsOwnErrorAlone(string id, string source)
    {
        var run = GeneratorRun.Of("using GenNet; " + source);

        Assert.Equal(id, Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Declarations);
    }

    [Theory]
    [InlineData("GN0001", "[Model, Input(3)] public class Net { " + Layer + " }")]
    [InlineData("GN0001", "public class Outer { [Model, Input(3)] public partial class Net { " + Layer + " } }")]
    [InlineData("GN0002", "[Model, Input(3)] file partial class Net { " + Layer + " }")]
    [InlineData("GN0002", "file partial class Outer { [Model, Input(3)] public partial class Net { " + Layer + " } }")]
    [InlineData("GN0002", "[Model, Input(3)] public partial struct Net { " + Layer + " }")]
    [InlineData("GN0002", "[Model, Input(3)] public partial interface INet { " + Layer + " }")]
    [InlineData("GN0002", "[Model, Input(3)] public static partial class Net { " + Layer + " }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public abstract partial Dense Out { get; } }")]
    [InlineData("GN0010", "[Model, Input(3)] public partial class Net { [Dense(2)] public required partial Dense Out { get; } }")]
    [InlineData("GN0016", "class System; [Model, Input(3)] public partial class Net { " + Layer + " }")]
    public void Model_WhenTheCompilerRefusesItsFormToo_ShowsItsOwnErrorBeside(string id, string source)
    {
        var run = GeneratorRun.Of("using GenNet; " + source);

        Assert.Contains(id, run.Diagnostics.Select(static d => d.Id));
        Assert.NotEmpty(run.Declarations);
    }

    [Theory]
    [InlineData("[Missing] public partial Dense Out { get; }")]
    [InlineData("[Dense] public partial Dense Out { get; }")]
    [InlineData("[Dense(\"2\")] public partial Dense Out { get; }")]
    [InlineData("[Dense(2, Missing = 3)] public partial Dense Out { get; }")]
    public void Attribute_WhenTheCompilerCannotBindIt_IsReportedByTheCompilerAlone(string layer)
    {
        var run = GeneratorRun.Of($"using GenNet; [Model, Input(3)] public partial class Net {{ {layer} }}");

        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Declarations);
    }

    [Fact]
    public void Classes_ThatDifferInTypeParametersAlone_AreEachReported()
    {
        var run = GeneratorRun.Of(
            $$"""
            using GenNet;
            [Model, Input(3)] public partial class Net { {{Layer}} }
            [Model, Input(3)] public partial class Net<T> { {{Layer}} }
            [Model, Input(3)] public partial class Net<T, U> { {{Layer}} }
            public partial class Outer<T> { [Model, Input(3)] public partial class Net { {{Layer}} } }
            public partial class Outer { [Model, Input(3)] public partial class Net { {{Layer}} } }
            """);

        Assert.Equal(["GN0002", "GN0002", "GN0002"], run.Diagnostics.Select(static d => d.Id));
        Assert.Empty(run.Declarations);
    }

    [Fact]
    public void Property_OfAnotherGenerator_IsLeftToIt()
    {
        var run = GeneratorRun.Of("using GenNet; [Model, Input(3)] public partial class Net { [Dense(0)] public partial Dense Out { get; } public partial string Title { get; set; } }");

        Assert.Equal("CS9248", Assert.Single(run.Declarations).Id);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "C# 12.0 and needs C# 13.0")]
    [InlineData(LanguageVersion.CSharp9, "C# 9.0 and needs C# 13.0")]
    public void Language_WhenItIsOlder_IsNamed(LanguageVersion version, string message)
    {
        var options = new CSharpParseOptions(version);
        var compilation = ModelCompiler.CreateCompilation();
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "using GenNet; [Model, Input(3)] public partial class Net { " + Layer + " }", options, "Net.cs", cancellationToken: TestContext.Current.CancellationToken));

        var run = GeneratorRun.Of(compilation);

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("GN0008", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("#pragma warning disable\n#pragma warning disable GN0013\n", "")]
    [InlineData("// <auto-generated/>\n", "")]
    [InlineData("", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"GenNet.Model\", \"GN0013\")]")]
    [InlineData("", "[module: System.Diagnostics.CodeAnalysis.SuppressMessage(\"GenNet.Model\", \"GN0013\")]")]
    [InlineData("", "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"GenNet.Model\", \"GN0013\", Scope = \"type\", Target = \"~T:Net\")]")]
    public void Source_ThatSilencesAWrongModel_HidesNothing(string head, string attribute)
    {
        var run = GeneratorRun.Of($"{head}using GenNet; {attribute} [Model, Input(3)] public partial class Net {{ [Dense(0)] public partial Dense Out {{ get; }} }}");

        Assert.False(Assert.Single(run.Diagnostics).IsSuppressed);
    }

    [Fact]
    public void Options_ThatSilenceAWrongModel_HideNothing()
    {
        var before = ModelCompiler.CreateCompilation("using GenNet; [Model, Input(3)] public partial class Net { [Dense(0)] public partial Dense Out { get; } }");
        before = before.WithOptions(before.Options.WithSpecificDiagnosticOptions([new("GN0013", ReportDiagnostic.Suppress)]).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithWarningLevel(0));

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(GeneratorRun.Of(before).Diagnostics).Severity);
    }

    [Fact]
    public void Model_OnBothPartsOfAClass_IsParsedOnce()
    {
        var run = GeneratorRun.Of(
            "using GenNet; [Model, Input(3)] public partial class Net { " + Layer + " }",
            "using GenNet; [Model] public partial class Net { }");

        Assert.Empty(run.Diagnostics);
        Assert.Equal("CS0579", Assert.Single(run.Declarations).Id);
    }
}
