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

    /// <summary>'DigitNet' ends with softmax, and … takes what it yields for logits ….</summary>
    public static readonly DiagnosticDescriptor LogitsOfProbabilities = Usage(
        "GN2003",
        "A loss takes probabilities for logits",
        "'{0}' ends with {1}, and with fromLogits: true the loss takes what it yields for logits, so that {1} is computed twice and training can't get sure of anything: leave fromLogits out, or take the activation from '{2}'");

    /// <summary>'Attention' is MultiHeadAttention, which has no GPU kernels for training ….</summary>
    public static readonly DiagnosticDescriptor NoGpuKernel = Usage(
        "GN2004",
        "A layer has no GPU kernels",
        "'{0}' has {1}, for which there are no GPU kernels for {2}, so that '{3}' can't {4} on a GPU: use it on Device.Cpu(), or put another layer there");

    private static DiagnosticDescriptor Usage(string id, string title, string message) => new(
        id,
        title,
        $"{message} ({RulePages.HowToRead(id)})",
        UsageCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RulePages.AddressOf(id));
}
