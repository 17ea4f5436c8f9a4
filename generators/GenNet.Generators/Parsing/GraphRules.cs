using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What must hold of a graph as a whole.</summary>
internal static class GraphRules
{
    /// <summary>Every layer is called and every result goes somewhere.</summary>
    public static void CheckUse(
        string model, GraphBuilder graph, IReadOnlyList<LayerDeclaration> layers, IReadOnlyList<OutputNode> outputs, Reporter reporter)
    {
        var called = new HashSet<LayerDeclaration>(graph.Calls.Where(static c => c.Layer >= 0).Select(c => graph.DeclarationOf(c.Layer)));
        foreach (var layer in layers.Where(layer => !called.Contains(layer)).GroupBy(static layer => layer.Name).Select(static list => list.First()))
        {
            var isVariable = layer.Spec is ModelVariableSpec;
            reporter.Report(
                DiagnosticDescriptors.LayerNotCalled,
                layer.Location,
                isVariable ? $"Variable '{model}.{layer.Label}' is never used" : $"Layer '{model}.{layer.Label}' is never called",
                isVariable ? $"so it is no weight of the model: combine it with a tensor, x + {layer.Label}," : $"so it has no shapes and no weights: call {layer.Label}.Forward(…)");
        }
        var used = new HashSet<int>(graph.Calls.SelectMany(static c => c.Given).Concat(outputs.Select(static o => o.Value)));
        for (var call = 0; call < graph.Calls.Count; call++)
        {
            if (!graph.Calls[call].IsImplicit && !Enumerable.Range(graph.Calls[call].FirstValue, graph.Calls[call].Values.Count).Any(used.Contains))
                reporter.Report(DiagnosticDescriptors.ResultNotUsed, graph.LocationOf(call), graph.Calls[call].Spec.Kind);
        }
    }
}
