using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Collects what is wrong with a model.</summary>
internal sealed class Reporter
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Whether a model can't be made of the class.</summary>
    public bool HasErrors => _diagnostics.Exists(static d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Everything so far, in the order of the source.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
        [.. _diagnostics.OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan)];

    /// <summary>Reports one thing.</summary>
    public void Report(DiagnosticDescriptor rule, Location? location, params object?[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(rule, location, arguments));
}
