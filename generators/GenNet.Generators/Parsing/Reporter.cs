using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Collects what is wrong with a model.</summary>
internal sealed class Reporter
{
    private readonly List<DiagnosticInfo> _diagnostics = [];

    /// <summary>Whether a model can't be made of the class: every rule about models is an error.</summary>
    public bool HasErrors => _diagnostics.Count > 0;

    /// <summary>Everything so far, in the order of the source.</summary>
    public IEnumerable<DiagnosticInfo> Diagnostics =>
        _diagnostics.Distinct().OrderBy(static d => d.Place?.File, StringComparer.Ordinal).ThenBy(static d => d.Place?.Start).ThenBy(static d => d.Id, StringComparer.Ordinal);

    /// <summary>Whether <paramref name="rule"/> was reported of what it names first, <paramref name="name"/>.</summary>
    public bool HasReported(DiagnosticDescriptor rule, string name) => _diagnostics.Any(d => d.Id == rule.Id && d.Arguments.Count > 0 && d.Arguments[0] == name);

    /// <summary>Reports one thing.</summary>
    public void Report(DiagnosticDescriptor rule, Location? location, params object?[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Of(rule, location, arguments));
}
