using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Adds tensor operations of a <c>Forward</c> body to the graph: <c>+</c>, <c>-</c>, <c>*</c>, and those that <c>Tensor</c> has by name.</summary>
internal sealed class ForwardOperators(ForwardExpressions expressions, ForwardScope scope, GraphBuilder graph, ForwardErrors errors)
{
    /// <summary>The operation of an operator, <c>a + b</c> or <c>a += b</c>; null if tensors have none such.</summary>
    public static LayerSpec? Of(SyntaxKind kind) => kind switch
    {
        SyntaxKind.AddExpression or SyntaxKind.AddAssignmentExpression => new AddSpec(),
        SyntaxKind.SubtractExpression or SyntaxKind.SubtractAssignmentExpression => new SubtractSpec(),
        SyntaxKind.MultiplyExpression or SyntaxKind.MultiplyAssignmentExpression => new MultiplySpec(),
        _ => null,
    };

    /// <summary>The value of an operator's expression.</summary>
    public int Apply(LayerSpec operation, ExpressionSyntax left, ExpressionSyntax right, SyntaxToken token)
    {
        var operands = new[] { left, right };
        var variables = Array.ConvertAll(operands, VariableOf);
        var values = operands.Select((operand, i) => variables[i] is null ? expressions.Value(operand) : GraphBuilder.Unknown).ToArray();
        for (var i = 0; i < operands.Length; i++)
        {
            if (variables[i] is { } variable)
                values[i] = variables[1 - i] is null ? graph.Variable(variable, values[1 - i], operands[i].GetLocation()) : errors.Refuse(operands[i], "a weight is combined with a tensor; combine one of the two first");
        }
        return graph.Operation(operation, values, token.GetLocation());
    }

    /// <summary>The value of <c>Tensor.Add(…)</c> and its kin.</summary>
    public int Call(InvocationExpressionSyntax call, SyntaxToken method)
    {
        if (Named(method.ValueText) is not { } operation)
            return errors.Refuse(call, ForwardExpressions.Calls);
        var (values, axis) = (new List<int>(), -1);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.NameColon?.Name.Identifier.ValueText == "axis")
            {
                if (argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var constant } && scope.IsUnknown(constant))
                    return GraphBuilder.Unknown;
                if (!TryReadNumber(argument.Expression, out axis))
                    return errors.Refuse(argument.Expression, "write the axis as a number");
            }
            else if (argument.NameColon is not null)
            {
                return errors.Refuse(argument, "give the tensors without names, and axis: by name");
            }
            else if (argument.Expression is CollectionExpressionSyntax { Elements: var elements } && elements.All(static e => e is ExpressionElementSyntax))
            {
                values.AddRange(elements.Cast<ExpressionElementSyntax>().Select(e => expressions.Value(e.Expression)));
            }
            else
            {
                values.Add(expressions.Value(argument.Expression));
            }
        }
        if (values.Count == 0)
            return errors.Refuse(call, "give it tensors");
        return graph.Operation(operation is ConcatenateSpec concatenate ? concatenate with { Axis = axis } : operation, values, call.GetLocation());
    }

    private static LayerSpec? Named(string method) => method switch
    {
        "Add" => new AddSpec(),
        "Subtract" => new SubtractSpec(),
        "Multiply" => new MultiplySpec(),
        "Concatenate" => new ConcatenateSpec(),
        _ => null,
    };

    private int? VariableOf(ExpressionSyntax operand) => operand switch
    {
        ParenthesizedExpressionSyntax parenthesized => VariableOf(parenthesized.Expression),
        IdentifierNameSyntax { Identifier.ValueText: var name } => scope.TryGetVariable(name),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax { Identifier.ValueText: var name } } => scope.TryGetVariable(name),
        _ => null,
    };

    private static bool TryReadNumber(ExpressionSyntax expression, out int number) =>
        int.TryParse(expression.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
