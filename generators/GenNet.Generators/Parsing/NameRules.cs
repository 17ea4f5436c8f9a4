using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Names of layers: free in C#, and distinct in weight files.</summary>
internal static class NameRules
{
    private static readonly HashSet<string> s_generated = new(StringComparer.Ordinal)
    {
        "FromWeights", "GetWeights", "Layers", "ModelDescription", "Predict", "Prediction", "SetWeights", "Trainer", "Weights",
    };

    /// <summary>Checks all names of <paramref name="layers"/>.</summary>
    public static void Check(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter)
    {
        foreach (var layer in layers)
        {
            if (s_generated.Contains(layer.Name))
                reporter.Report(DiagnosticDescriptors.NameTaken, layer.Location, layer.Name, "GenNet generates a member of that name");
        }
    }
}
