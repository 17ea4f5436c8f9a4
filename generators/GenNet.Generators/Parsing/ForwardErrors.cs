using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Parsing;

/// <summary>Refuses what can't be compiled in a <c>Forward</c> body, at the token it begins with.</summary>
internal static class ForwardErrors
{
    /// <summary>What to write instead of another operator than +.</summary>
    public const string Operators = "+ is the only operator on tensors; use a layer for other arithmetic";

    /// <summary>Reports that <paramref name="token"/> can't be compiled.</summary>
    /// <returns>An unknown value.</returns>
    public static int Refuse(Reporter reporter, SyntaxToken token, string instead)
    {
        reporter.Report(DiagnosticDescriptors.UnsupportedSyntax, token.GetLocation(), token.Text, instead);
        return GraphBuilder.Unknown;
    }
}
