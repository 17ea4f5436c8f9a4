using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>One fault, one diagnostic, of generator and compiler together, bodies included.</summary>
public sealed class OneFaultTests
{
    private const string A = "[Dense(2)] public partial Dense A { get; } ";
    private const string Forward = "private Tensor Forward([Input(3)] Tensor x)";

    [Theory]
    [InlineData("GN0016", "[Model, Input(3)] partial class Net { [Dense(2)] public new partial Dense Equals { get; } }")]
    [InlineData("GN0016", "[Model, Input(3)] partial class Net { [Dense(2)] public new partial Dense ToString { get; } }")]
    [InlineData("GN0016", "[Model, Input(3)] partial class Net { [Dense(2)] public new partial Dense GetType { get; } }")]
    [InlineData("GN0016", "[Model, Input(3)] partial class Net { [Dense(2)] public partial Dense Rows { get; } [Dense(2)] public partial Dense Predict { get; } }")]
    [InlineData("GN0022", "[Model] partial class Net { [Repeat(2), Dense(3)] public partial Layers<Dense> L { get; } " + Forward + " { const int i = 0; return L[i].Forward(x); } }")]
    [InlineData("GN0020", "[Model] partial class Net { " + A + Forward + " { var t = (A.Forward(x), A.Forward(x)); return t.Item1 + t.Item2; } }")]
    [InlineData("GN0020", "[Model] partial class Net { " + A + Forward + " => A.Forward(Tensor.Of(GenNet.Specs.TensorShape.Of(1, 3), new float[3])); }")]
    [InlineData("GN0020", "[Model] partial class Net { " + A + Forward + " { var t = x.Shape.Rank > 1 ? x : x; var u = t - x; return A.Forward(u!); } }")]
    [InlineData("GN0003", "[Model, Input(3)] partial class Base { " + A + "} [Model, Input(3)] partial class Net : Base { [Dense(2)] public partial Dense B { get; } }")]
    [InlineData("GN0010", "[Model, Input(3)] partial class Net { [Dense(2)] public partial Dense? A { get; } }")]
    [InlineData("GN0010", "[Model, Input(3)] partial class Net { [Dense(2), System.Diagnostics.CodeAnalysis.MaybeNull] public partial Dense A { get; } }")]
    [InlineData("GN0013", "[Model, Input(3, DType = (DType)99)] partial class Net { " + A + "}")]
    [InlineData("GN0013", "[Model(DType = (DTypePolicy)99), Input(3)] partial class Net { " + A + "}")]
    [InlineData("GN0013", "[Model(Form = (KerasForm)99), Input(3)] partial class Net { " + A + "}")]
    [InlineData("GN0013", "[Model] partial class Net { " + A + "private Tensor Forward([Input(3, DType = (DType)(-1))] Tensor x) => A.Forward(x); }")]
    [InlineData("GN0013", "[Model] partial class Net { " + A + "[Variable(3, Initializer = (Initializer)99)] public partial Variable V { get; } " + Forward + " => A.Forward(x + V); }")]
    [InlineData("GN0013", "[Model, Input(3)] partial class Net { [Dense(2, Activation = (Activation)99)] public partial Dense A { get; } }")]
    public void Fault_InAModel_IsReportedOnce(string id, string source) => Assert.Equal([id], Ids(source));

    [Theory]
    [InlineData("CS0182", "static class K { public static int N = 3; } [Model, Input(3)] partial class Net { [Dense(K.N)] public partial Dense A { get; } }")]
    [InlineData("CS0020", "[Model, Input(3)] partial class Net { [Dense(1 / 0)] public partial Dense A { get; } }")]
    [InlineData("CS0182", "static class K { public static int N = 3; } [Model, Input(K.N)] partial class Net { " + A + "}")]
    [InlineData("CS0182", "static class K { public static int N = 3; } [Model] partial class Net { " + A + "private Tensor Forward([Input(2, K.N)] Tensor x) => A.Forward(x); }")]
    [InlineData("CS0182", "static class K { public static int N = 3; } [Model, Input(3)] partial class Net { [Repeat(K.N), Dense(3)] public partial Layers<Dense> A { get; } }")]
    [InlineData("CS0182", "static class K { public static int N = 3; } [Model] partial class Net { " + A + "[Variable(K.N)] public partial Variable V { get; } " + Forward + " => A.Forward(x + V); }")]
    public void Argument_ThatIsNoConstant_IsTheCompilersAlone(string id, string source) => Assert.Equal([id], Ids(source));

    [Theory]
    [InlineData("[Model, Input(3)] class Net { " + A + "[Dense(2)] public partial Dense B { get; } }")]
    [InlineData("class Outer { [Model, Input(3)] public partial class Net { " + A + "[Dense(2)] public partial Dense B { get; } } }")]
    public void Class_WithoutPartial_MissesThatWordAlone(string source) => Assert.Equal(["CS0260", "GN0001"], Ids(source));

    [Fact]
    public void PropertyType_ThatThereIsNot_IsTheCompilersAlone() => Assert.Equal(
        ["CS0246", "CS0246"], Ids("[Model, Input(3)] partial class Net { [Dense(2)] public partial Dens A { get; } }"));

    [Fact]
    public void ReturnType_ThatIsOneTensorOfTwo_IsReportedThere() => Assert.Contains(
        "returns a Tensor, and its body 2 tensors: declare what it returns as '(Tensor A, Tensor B)'",
        ModelDiagnostics.ReportsOnly(
            "GN0021",
            "using GenNet; [Model] partial class Net { " + A + "[Dense(2)] public partial Dense B { get; } private ⟦Tensor⟧ Forward([Input(3)] Tensor x) => (A.Forward(x), B.Forward(x)); }"),
        StringComparison.Ordinal);

    [Fact]
    public void ArgumentName_ThatThereIsNot_IsGivenNone() => Assert.Contains(
        "it takes one tensor, which is given without a name",
        ModelDiagnostics.ReportsOnly("GN0020", "using GenNet; [Model] partial class Net { " + A + Forward + " => A.Forward(⟦x: x⟧); }"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[Dense(2)] partial Dense IH.A { get; }")]
    [InlineData("[Dense(2)] Dense IH.A { get; }")]
    [InlineData("[Dense(2)] Dense IH.A => null!;")]
    [InlineData("[Dense(2)] public Dense A { get; } = null!;")]
    [InlineData("[Dense(2)] public Dense A => null!;")]
    [InlineData("[Dense(2)] public static partial Dense A { get; }")]
    [InlineData("[Dense(2)] public virtual Dense A => null!;")]
    [InlineData("[Dense(2)] public partial Dense this[int i] { get; }")]
    [InlineData("[Dense(2)] Dense IH.this[int i] => null!;")]
    [InlineData("[Repeat(2), Dense(2)] partial Layers<Dense> IH.L { get; }")]
    [InlineData("partial T IH.T { get; }")]
    public void Member_ThatIsNoPlainProperty_LeavesOtherModelsAlone(string member)
    {
        var run = GeneratorRun.Of(
            $$"""
            using GenNet;
            interface IH { Dense A => null!; T T => null!; Layers<Dense> L => null!; Dense this[int i] => null!; }
            [Model, Input(3)] partial class T { {{A}} }
            [Model, Input(3)] partial class Net : IH { [Dense(3)] public partial Dense Right { get; } {{member}} }
            """);

        Assert.Equal("GN0010", Assert.Single(run.Diagnostics).Id);
        Assert.Contains(run.Result.GeneratedSources, static file => file.HintName == "T.Plan.g.cs");
    }

    private static IEnumerable<string> Ids(string source)
    {
        var before = ModelCompiler.CreateCompilation("using GenNet; " + source);
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)before.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(before, out var after, out var diagnostics, TestContext.Current.CancellationToken);
        return diagnostics.Concat(after.GetDiagnostics(TestContext.Current.CancellationToken))
            .Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591").Select(static d => d.Id).Order(StringComparer.Ordinal);
    }
}
