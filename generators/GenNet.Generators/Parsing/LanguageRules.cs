using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Parsing;

/// <summary>What generated code needs of the language.</summary>
internal static class LanguageRules
{
    private const LanguageVersion Oldest = LanguageVersion.CSharp13;

    /// <summary>Whether the language of <paramref name="tree"/> is new enough.</summary>
    public static bool IsNewEnough(SyntaxTree tree) => tree.Options is not CSharpParseOptions { LanguageVersion: < Oldest };

    /// <summary>Reports a project of an older C#, where nothing else is worth saying.</summary>
    /// <returns>Whether the language is new enough.</returns>
    public static bool Check(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        if (type.MainPart(cancellation)?.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: < Oldest and var version })
            return true;
        reporter.Report(
            DiagnosticDescriptors.LanguageVersion, type.MainLocation(cancellation), type.Name, version.ToDisplayString(), Oldest.ToDisplayString());
        return false;
    }
}
