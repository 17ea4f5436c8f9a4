using System.Globalization;
using GenNet.Generators.Analyzers.Usage;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Usage;

/// <summary>GN2002: inputs that nothing takes are marked <c>⟦…⟧</c>.</summary>
public sealed class UnusedInputTests
{
    [Theory]
    [InlineData("Tensor Forward([Input(3)] Tensor x, [Input(4)] Tensor ⟦camera⟧) => A.Forward(x);")]
    [InlineData("Tensor Forward([Input(4)] Tensor ⟦camera⟧, [Input(3)] Tensor x, [Input(1, Name = \"n\")] Tensor ⟦other⟧) { var y = x; return A.Forward(y); }")]
    [InlineData("Tensor Forward([Input(3)] Tensor x, [Input(3)] Tensor y) => A.Forward(x + y);")]
    [InlineData("(Tensor P, Tensor Q) Forward([Input(3)] Tensor x, [Input(4)] Tensor y) => (A.Forward(x), y);")]
    public async Task Input_ThatNothingTakes_IsReportedAtItsParameter(string marked)
    {
        var source = $"using GenNet; [Model] public partial class Net {{ [Dense(3)] public partial Dense A {{ get; }} private {marked} }}";
        var plain = source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(plain), out var compilation, out var errors, TestContext.Current.CancellationToken);
        Assert.Empty(errors);

        var found = await compilation.WithAnalyzers([new UnusedInputAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            marked.Split('⟦').Skip(1).Select(static part => part[..part.IndexOf('⟧', StringComparison.Ordinal)]),
            found.OrderBy(static d => d.Location.SourceSpan).Select(d => plain.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.All(found, static diagnostic =>
        {
            Assert.Equal("GN2002", diagnostic.Id);
            Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
            Assert.Contains("of model 'Net' is never used", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
    }
}
