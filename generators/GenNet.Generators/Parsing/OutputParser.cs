using GenNet.Generators.Diagnostics;
using GenNet.Generators.Names;
using GenNet.Graph;
using GenNet.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads what <c>Forward</c> returns.</summary>
internal static class OutputParser
{
    /// <summary>The outputs in order.</summary>
    public static IReadOnlyList<OutputNode>? Parse(
        ExpressionSyntax expression, ForwardSignature signature, ForwardExpressions expressions, ForwardErrors errors)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        if (!signature.ReturnsTuple && expression is TupleExpressionSyntax { Arguments: var several })
        {
            errors.RefuseReturnType(signature, $"returns a Tensor, and its body {Wording.Count(several.Count, "tensor")}", $"declare what it returns as '({string.Join(", ", several.Select(NameOf))})'");
            return null;
        }
        if (!signature.ReturnsTuple)
            return [new("", expressions.Value(expression))];
        if (expression is InvocationExpressionSyntax call && expressions.Results(call) is var results && (results.Count > 1 || results[0] == GraphBuilder.Unknown))
            return OfCall(results, expression, signature, errors);
        if (expression is not TupleExpressionSyntax tuple || tuple.Arguments.Count != signature.OutputNames.Count)
        {
            errors.Refuse(expression, $"return a tuple of {Wording.Count(signature.OutputNames.Count, "tensor")}");
            return null;
        }
        return
        [
            .. tuple.Arguments.Select((argument, i) => new OutputNode(
                signature.OutputNames[i] ?? argument.NameColon?.Name.Identifier.ValueText ?? "", expressions.Value(argument.Expression))),
        ];
    }

    // The layer that is called names an output best: (Tensor Digit, Tensor Parity).
    private static string NameOf(ArgumentSyntax element, int index) => "Tensor " + (element.NameColon?.Name.Identifier.ValueText
        ?? (element.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var layer } } } && layer != "Tensor" ? layer : $"Output{index + 1}"));

    private static IReadOnlyList<OutputNode>? OfCall(IReadOnlyList<int> results, ExpressionSyntax call, ForwardSignature signature, ForwardErrors errors)
    {
        if (results.Count == signature.OutputNames.Count)
            return [.. results.Select((value, i) => new OutputNode(signature.OutputNames[i] ?? "", value))];
        if (results.Count > 1)
            errors.Refuse(call, $"it yields {results.Count} tensors, and Forward returns {signature.OutputNames.Count}");
        return null;
    }

    /// <summary>Gives outputs without a name the one of their layer, and checks that all can be properties of <c>Prediction</c>.</summary>
    public static IReadOnlyList<OutputNode>? Name(
        IReadOnlyList<OutputNode> outputs, ForwardSignature signature, GraphBuilder graph, Reporter reporter)
    {
        var named = outputs.Select(output => output with { Name = output.Name.Length > 0 ? output.Name : NameOf(output.Value, graph) }).ToArray();
        var instead = signature.ReturnsTuple ? "name the elements of the returned tuple differently" : $"rename '{named[0].Name}'";
        CheckNames(named, graph.Inputs.Any(static input => input.HasRunTimeLength), signature.Syntax.ReturnType.GetLocation(), instead, reporter);
        return named;
    }

    /// <summary>Checks that all outputs can be properties of <c>Prediction</c>.</summary>
    public static void CheckNames(IReadOnlyList<OutputNode> outputs, bool hasLength, Location? location, string instead, Reporter reporter)
    {
        var taken = new HashSet<string>(GeneratedMembers.InPrediction(hasLength), StringComparer.Ordinal) { "" };
        foreach (var output in outputs)
        {
            if (!taken.Add(PascalCase.Of(output.Name)) && !reporter.HasReported(DiagnosticDescriptors.NameTaken, output.Name))
                reporter.Report(DiagnosticDescriptors.OutputName, location, output.Name, instead);
        }
    }

    private static string NameOf(int value, GraphBuilder graph)
    {
        if (value < graph.Inputs.Count)
            return graph.Inputs[value].Name;
        var call = graph.Calls.Last(call => call.FirstValue <= value);
        return call.Layer < 0 ? "Output"
            : value == call.FirstValue ? graph.DeclarationOf(call.Layer).Name
            : graph.DeclarationOf(call.Layer).Name + PascalCase.Of(call.Spec.Outputs.Names[value - call.FirstValue]);
    }
}
