using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What must hold of a graph as a whole.</summary>
internal static class GraphRules
{
    /// <summary>Every layer is called and every result goes somewhere.</summary>
    public static void CheckUse(
        string model, GraphBuilder graph, IReadOnlyList<LayerDeclaration> layers, IReadOnlyList<OutputNode> outputs, Reporter reporter)
    {
        var called = new HashSet<int>(graph.Calls.Select(static c => c.Layer));
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (!called.Contains(layer))
                reporter.Report(DiagnosticDescriptors.LayerNotCalled, layers[layer].Location, model, layers[layer].Name);
        }
        var used = new HashSet<int>(graph.Calls.SelectMany(static c => c.Given).Concat(outputs.Select(static o => o.Value)));
        for (var call = 0; call < graph.Calls.Count; call++)
        {
            if (!Enumerable.Range(graph.Calls[call].FirstValue, graph.Calls[call].Values.Count).Any(used.Contains))
                reporter.Report(DiagnosticDescriptors.ResultNotUsed, graph.LocationOf(call), graph.Calls[call].Spec.Kind);
        }
    }
}
