using System.Globalization;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Diagnostics;

/// <summary>Something that is wrong with a model. Structurally equal and without Roslyn types, so that the generator's steps can hold it.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Place">Where; null if nowhere in particular.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
internal sealed record DiagnosticInfo(string Id, DiagnosticPlace? Place, EquatableArray<string> Arguments)
{
    /// <summary>What <paramref name="rule"/> says of <paramref name="location"/>.</summary>
    public static DiagnosticInfo Of(DiagnosticDescriptor rule, Location? location, IEnumerable<object?> arguments) => new(
        rule.Id,
        DiagnosticPlace.Of(location),
        arguments.Select(static a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "").ToEquatableArray());

    /// <summary>The diagnostic as the compiler takes it.</summary>
    /// <param name="compilation">Where its file is looked for, so that an editor marks the very text; null if its path is enough.</param>
    public Diagnostic ToDiagnostic(Compilation? compilation = null) => Diagnostic.Create(
        DiagnosticDescriptors.OfModel(Id), Place?.In(compilation), [.. Arguments]);
}
