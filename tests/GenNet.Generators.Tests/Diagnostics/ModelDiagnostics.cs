using System.Globalization;
using GenNet.Generators.Analyzers;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Asserts what the analyzer reports for a source, and exactly where.</summary>
internal static class ModelDiagnostics
{
    /// <summary>
    /// Asserts that <paramref name="id"/> is reported on the text between <c>⟦</c> and <c>⟧</c>, and nothing else of GenNet's.
    /// </summary>
    /// <returns>The message.</returns>
    public static async Task<string> ReportsOnly(string id, string marked)
    {
        var start = marked.IndexOf('⟦');
        var end = marked.IndexOf('⟧') - 1;
        Assert.True(start >= 0 && end >= start, "The source must mark where the diagnostic is expected.");
        var source = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);

        var diagnostic = Assert.Single(await Of(source));

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(source[start..end], source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        return diagnostic.GetMessage(CultureInfo.InvariantCulture);
    }

    /// <summary>What the analyzer reports for a source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(string source)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator())
            .RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(source), out var compilation, out var generatorDiagnostics);
        Assert.Empty(generatorDiagnostics);
        return await compilation.WithAnalyzers([new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
