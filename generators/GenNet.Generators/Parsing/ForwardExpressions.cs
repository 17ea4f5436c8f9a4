using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Adds the calls in an expression of a <c>Forward</c> body to the graph.</summary>
internal sealed class ForwardExpressions(ForwardScope scope, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter)
{
    private const string Calls = "only layers (Layer.Forward), Tensor.Add and Tensor.Concatenate can be called";

    /// <summary>The value of <paramref name="expression"/>; unknown if it is wrong, which has then been reported.</summary>
    public int Value(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Value(parenthesized.Expression),
        IdentifierNameSyntax { Identifier: var name } => Variable(name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Add(Value(sum.Left), sum.Right, sum.OperatorToken),
        BinaryExpressionSyntax binary => ForwardErrors.Refuse(reporter, binary.OperatorToken, ForwardErrors.Operators),
        PrefixUnaryExpressionSyntax unary => ForwardErrors.Refuse(reporter, unary.OperatorToken, ForwardErrors.Operators),
        PostfixUnaryExpressionSyntax unary => ForwardErrors.Refuse(reporter, unary.OperatorToken, ForwardErrors.Operators),
        AssignmentExpressionSyntax assignment => ForwardErrors.Refuse(reporter, assignment.OperatorToken, "assign in a statement of its own"),
        ConditionalExpressionSyntax conditional => ForwardErrors.Refuse(
            reporter, conditional.QuestionToken, "a model's graph is the same for all inputs; declare a model for each case"),
        SwitchExpressionSyntax choice => ForwardErrors.Refuse(
            reporter, choice.SwitchKeyword, "a model's graph is the same for all inputs; declare a model for each case"),
        InvocationExpressionSyntax call => Call(call),
        MemberAccessExpressionSyntax member => ForwardErrors.Refuse(reporter, member.Name.Identifier, Calls),
        TupleExpressionSyntax tuple => ForwardErrors.Refuse(reporter, tuple.OpenParenToken, "a tuple can only be returned, and is written after return"),
        _ => ForwardErrors.Refuse(reporter, expression.GetFirstToken(), "a tensor is a parameter, a local variable, a layer call or a sum"),
    };

    /// <summary><c>left + right</c>.</summary>
    public int Add(int left, ExpressionSyntax right, SyntaxToken plus) => graph.Operation(new AddSpec(), [left, Value(right)], plus.GetLocation());

    private int Variable(SyntaxToken name)
    {
        if (scope.TryGetTensor(name.ValueText, out var value))
            return value;
        var instead = scope.TryGetLayer(name.ValueText, out _)
            ? $"it is a layer; call {name.ValueText}.Forward(…)"
            : "declare it as a local variable or as a parameter with [Input]";
        reporter.Report(DiagnosticDescriptors.UnknownName, name.GetLocation(), name.ValueText, instead);
        return GraphBuilder.Unknown;
    }

    private int Call(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier: var method } member)
            return ForwardErrors.Refuse(reporter, call.Expression.GetFirstToken(), Calls);
        var receiver = ReceiverOf(member.Expression);
        if (receiver is null)
            return ForwardErrors.Refuse(reporter, member.Expression.GetFirstToken(), Calls);
        if (receiver.Value.ValueText == "Tensor" && !scope.TryGetTensor("Tensor", out _))
            return Operation(call, method);
        if (method.ValueText != "Forward")
            return ForwardErrors.Refuse(reporter, method, Calls);
        if (scope.TryGetLayer(receiver.Value.ValueText, out var layer))
            return LayerCall(layer, call);
        var instead = scope.PropertyOf(receiver.Value.ValueText)?.Type switch
        {
            { } type when type.Is("Model") || type.DerivesFrom("Model") => "make the property partial, and its class a [Model]",
            { } type when type.DerivesFrom("Layer") => "give the property the layer's attribute",
            _ => "declare a layer of that name",
        };
        reporter.Report(DiagnosticDescriptors.UnknownName, receiver.Value.GetLocation(), receiver.Value.ValueText, instead);
        return GraphBuilder.Unknown;
    }

    private static SyntaxToken? ReceiverOf(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => name.Identifier,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier,
        MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Tensor" } name } => name.Identifier,
        _ => null,
    };

    private int LayerCall(int layer, InvocationExpressionSyntax call)
    {
        var declaration = layers[layer];
        var values = new List<int>();
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var value = Value(argument.Expression);
            if (declaration.Inputs is { } inputs && argument.NameColon?.Name.Identifier is { } name
                && (inputs.IsVariadic || values.Count >= inputs.Names.Count || inputs.Names[values.Count] != name.ValueText))
            {
                return ForwardErrors.Refuse(
                    reporter, name, inputs.IsVariadic ? "give the tensors without names" : $"the inputs are {string.Join(", ", inputs.Names)}, in that order");
            }
            values.Add(value);
        }
        if (declaration.Inputs is { } taken && (values.Count < taken.Required || (!taken.IsVariadic && values.Count > taken.Names.Count)))
        {
            var range = taken.IsVariadic ? $"at least {taken.Required}" : taken.Required == taken.Names.Count ? $"{taken.Required}" : $"{taken.Required} to {taken.Names.Count}";
            reporter.Report(
                DiagnosticDescriptors.InputCount, call.ArgumentList.GetLocation(), declaration.Name, declaration.Kind, range, values.Count);
            return GraphBuilder.Unknown;
        }
        return graph.Call(layer, values, call.GetLocation()) is [var first, ..] ? first : GraphBuilder.Unknown;
    }

    private int Operation(InvocationExpressionSyntax call, SyntaxToken method)
    {
        if (method.ValueText is not ("Add" or "Concatenate"))
            return ForwardErrors.Refuse(reporter, method, Calls);
        var (values, axis) = (new List<int>(), -1);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.NameColon?.Name.Identifier.ValueText == "axis")
            {
                if (!TryReadNumber(argument.Expression, out axis))
                    return ForwardErrors.Refuse(reporter, argument.Expression.GetFirstToken(), "write the axis as a number");
            }
            else if (argument.NameColon is { } name)
            {
                return ForwardErrors.Refuse(reporter, name.Name.Identifier, "give the tensors without names, and axis: by name");
            }
            else if (argument.Expression is CollectionExpressionSyntax { Elements: var elements } && elements.All(static e => e is ExpressionElementSyntax))
            {
                values.AddRange(elements.Cast<ExpressionElementSyntax>().Select(e => Value(e.Expression)));
            }
            else
            {
                values.Add(Value(argument.Expression));
            }
        }
        if (values.Count == 0)
            return ForwardErrors.Refuse(reporter, method, "give it tensors");
        LayerSpec spec = method.ValueText == "Add" ? new AddSpec() : new ConcatenateSpec { Axis = axis };
        return graph.Operation(spec, values, call.GetLocation());
    }

    private static bool TryReadNumber(ExpressionSyntax expression, out int number) =>
        int.TryParse(expression.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
