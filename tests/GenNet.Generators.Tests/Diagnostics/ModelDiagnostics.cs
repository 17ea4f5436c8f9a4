using System.Globalization;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Asserts what the generator reports for a source, and exactly where.</summary>
internal static class ModelDiagnostics
{
    /// <summary>
    /// Asserts that <paramref name="id"/> is reported on the text between <c>⟦</c> and <c>⟧</c>, and nothing else of GenNet's.
    /// </summary>
    /// <returns>The message.</returns>
    public static string ReportsOnly(string id, string marked)
    {
        var start = marked.IndexOf('⟦');
        var end = marked.IndexOf('⟧') - 1;
        Assert.True(start >= 0 && end >= start, "The source must mark where the diagnostic is expected.");
        var source = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);

        var diagnostic = Assert.Single(Of(source));

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(source[start..end], source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        return diagnostic.GetMessage(CultureInfo.InvariantCulture);
    }

    /// <summary>What the generator reports for a source.</summary>
    public static IReadOnlyList<Diagnostic> Of(params string[] sources) => GeneratorRun.Of(sources).Diagnostics;
}
