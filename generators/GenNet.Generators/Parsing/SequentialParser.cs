using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>A model without <c>Forward</c>: its layers follow each other in declaration order.</summary>
internal static class SequentialParser
{
    /// <summary>Adds input and calls to <paramref name="graph"/>.</summary>
    /// <returns>The output; null if it couldn't be made.</returns>
    public static IReadOnlyList<OutputNode>? Parse(
        INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter, CancellationToken cancellation)
    {
        if (type.Attribute("InputAttribute") is not { } attribute)
        {
            reporter.Report(
                DiagnosticDescriptors.InputMissing, type.MainLocation(cancellation), type.Name, "its input", TypeNames.AttributeFor(type, "Input"));
            return null;
        }
        if (InputParser.OfClass(attribute, reporter, cancellation) is not { } input)
            return null;
        if (VariableParser.Declares(layers[0].Property))
        {
            reporter.Report(
                DiagnosticDescriptors.LayerNotCalled, layers[0].Location, $"Variable '{type.Name}.{layers[0].Name}' is never used", "as the model has none: declare 'Tensor Forward([Input(…)] Tensor x)'");
            return null;
        }
        var value = graph.AddInput(input);
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (layers[layer].Submodel is { Outputs.Count: > 1 and var count })
            {
                reporter.Report(
                    DiagnosticDescriptors.LayerInput, layers[layer].Location, $"{type.Name}.{layers[layer].Label} ({layers[layer].Kind})",
                    $"returns {Wording.Count(count, "tensor")}, and in a model without Forward each layer takes the one of the layer before: declare 'Tensor Forward([Input(…)] Tensor x)'");
                return null;
            }
            value = graph.Call(layer, [value], layers[layer].Location) is [var first, ..] ? first : GraphBuilder.Unknown;
        }
        if (value == GraphBuilder.Unknown)
            return null;
        var last = layers[layers.Count - 1];
        IReadOnlyList<OutputNode> outputs = [new(last.Name, value)];
        OutputParser.CheckNames(outputs, input.HasRunTimeLength, last.Location, $"rename layer '{last.Name}', and set Name on its attribute where saved weights need the old name", reporter);
        return outputs;
    }
}
