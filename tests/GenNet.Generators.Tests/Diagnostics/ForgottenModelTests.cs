namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Classes with layers and without <c>[Model]</c>.</summary>
public sealed class ForgottenModelTests
{
    private const string Layer = "[Dense(2)] public partial Dense Out { get; }";

    [Theory]
    [InlineData("[Input(3)] public partial class ⟦Net⟧ { " + Layer + " }", "'Net' has the layer 'Out' and no [Model]", "put [Model] before")]
    [InlineData("public partial class ⟦Net⟧ { " + Layer + " }", "the layer 'Out'", "put [Model, Input(…)] before")]
    [InlineData("public partial class ⟦Net⟧ { " + Layer + " Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); }", "the layer 'Out'", "put [Model] before")]
    [InlineData("public partial class ⟦Net⟧ { [global::GenNet.DenseAttribute(2)] public partial global::GenNet.Dense Out { get; } }", "the layer 'Out'", "[Model, Input(…)]")]
    [InlineData("public class ⟦Net⟧ { [Dense(2)] public Dense Out { get; } = null!; }", "the layer 'Out'", "[Model, Input(…)]")]
    [InlineData("public partial class ⟦Net⟧ { public partial Dense Out { get; } }", "the layer 'Out'", "[Model, Input(…)]")]
    [InlineData("[Input(3)] public partial class ⟦Net⟧ { }", "an [Input]", "put [Model] before")]
    [InlineData("public class ⟦Net⟧ { Tensor Forward([Input(3)] Tensor x) => x; }", "an [Input]", "put [Model] before")]
    [InlineData("public partial record ⟦Net⟧ { " + Layer + " }", "the layer 'Out'", "[Model, Input(…)]")]
    [InlineData("public partial class ⟦Net⟧ : Model { " + Layer + " }", "the layer 'Out'", "[Model, Input(…)]")]
    [InlineData("public partial class Outer { public partial class ⟦Net⟧<T> { " + Layer + " } }", "the layer 'Out'", "[Model, Input(…)]")]
    [InlineData("public class MarkAttribute : Attribute; [Mark] public partial class ⟦Net⟧ { " + Layer + " }", "the layer 'Out'", "[Model, Input(…)]")]
    public void Class_WithLayersAndNoModel_IsReportedThereAlone(string marked, string evidence, string remedy)
    {
        var message = ModelDiagnostics.ReportsOnly("GN0029", "using GenNet; " + marked);

        Assert.Contains(evidence, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.Empty(GeneratorRun.Of("using GenNet; " + marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal)).Declarations);
    }

    [Fact]
    public void Class_InSeveralParts_IsReportedOnce()
    {
        var run = GeneratorRun.Of(
            "using GenNet; public partial class Net { [Dense(2)] public partial Dense A { get; } }",
            "using GenNet; public partial class Net { [Dense(2)] public partial Dense B { get; } }",
            "using GenNet; public static class User { public static Net.Weights Of(Net net) => net.GetWeights(); }");

        Assert.Equal("GN0029", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Declarations);
    }

    [Theory]
    [InlineData("using Marked = GenNet.ModelAttribute; using GenNet; [Marked, Input(3)] public partial class Net { " + Layer + " }")]
    [InlineData("using GenNet; [Model] public partial class Net { Tensor Forward([Input(3)] Tensor x) => Out.Forward(x); } public partial class Net { " + Layer + " }")]
    public void Class_WithModelElsewhere_IsNotReported(string source)
    {
        var run = GeneratorRun.Of(source);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Declarations);
    }

    [Fact]
    public void Attribute_ThatTheCompilerDoesNotKnow_IsReportedByTheCompilerAlone()
    {
        var run = GeneratorRun.Of("using GenNet; [Modell, Input(3)] public partial class Net { " + Layer + " }");

        Assert.Empty(run.Diagnostics);
        Assert.All(run.Declarations, static error => Assert.Equal("CS0246", error.Id));
    }

    [Theory]
    [InlineData("public class User { public Dense? Head { get; set; } public required Model Net { get; init; } }")]
    [InlineData("public partial class ViewModel { [Obsolete] public partial Dense Head { get; } public partial Dense Head => null!; }")]
    [InlineData("public partial class ViewModel { public partial Dense Head { get; } public partial Dense Head => null!; }")]
    [InlineData("public class DenseAttribute : Attribute; public class User { [global::DenseAttribute] public int Head { get; } }")]
    [InlineData("public class InputAttribute : Attribute; [global::InputAttribute] public class User { }")]
    public void Class_OfAnotherKind_IsLeftAlone(string source)
    {
        var run = GeneratorRun.Of("using GenNet; " + source);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
        Assert.Empty(run.Declarations);
    }
}
