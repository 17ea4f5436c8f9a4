using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Diagnostics;

/// <summary>All rules GN2xxx: a model is used in a way that will hurt.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string UsageCategory = "GenNet.Usage";

    /// <summary>'first.Output' is memory of an earlier Predict ….</summary>
    public static readonly DiagnosticDescriptor BorrowedPrediction = Usage(
        "GN2001",
        "A prediction is read after its memory was used again",
        "'{0}' is memory of an earlier Predict, which the Predict in line {1} of the same instance has used again: read it before, or let the first one write into memory of your own with 'Predict(input, output)'");

    /// <summary>Input 'camera' of 'DigitNet' is never used ….</summary>
    public static readonly DiagnosticDescriptor UnusedInput = Usage(
        "GN2002",
        "An input of Forward is never used",
        "Input '{0}' of model '{1}' is never used in Forward, so that no output depends on what Predict is given for it: give it to a layer, or take the parameter away");

    private static DiagnosticDescriptor Usage(string id, string title, string message) => new(
        id,
        title,
        $"{message} ({RulePages.HowToRead(id)})",
        UsageCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RulePages.AddressOf(id));
}
