using GenNet.Operations;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Adds operators of a <c>Forward</c> body to the graph: arithmetic, comparisons and slices, <c>x[.., 1..3]</c>.</summary>
internal sealed class ForwardOperators(ForwardExpressions expressions, ForwardScope scope, ForwardNumbers numbers, GraphBuilder graph, ForwardErrors errors)
{
    /// <summary>The function of an operator, <c>a + b</c> or <c>a += b</c>; null if tensors have none such.</summary>
    public static PairFunction? Of(SyntaxKind kind) => kind switch
    {
        SyntaxKind.AddExpression or SyntaxKind.AddAssignmentExpression => PairFunction.Add,
        SyntaxKind.SubtractExpression or SyntaxKind.SubtractAssignmentExpression => PairFunction.Subtract,
        SyntaxKind.MultiplyExpression or SyntaxKind.MultiplyAssignmentExpression => PairFunction.Multiply,
        SyntaxKind.DivideExpression or SyntaxKind.DivideAssignmentExpression => PairFunction.Divide,
        SyntaxKind.GreaterThanExpression => PairFunction.Greater,
        SyntaxKind.GreaterThanOrEqualExpression => PairFunction.GreaterEqual,
        SyntaxKind.LessThanExpression => PairFunction.Less,
        SyntaxKind.LessThanOrEqualExpression => PairFunction.LessEqual,
        _ => null,
    };

    /// <summary>The value of an operator's expression.</summary>
    public int Apply(PairFunction function, ExpressionSyntax left, ExpressionSyntax right, SyntaxToken token)
    {
        ExpressionSyntax[] operands = [left, right];
        var constants = Array.ConvertAll(operands, numbers.Read);
        if (constants[0] is not null && constants[1] is not null)
            return errors.Refuse(token.Parent!, "it is a number; a tensor is a parameter, a local variable, a layer call or an operation of them");
        var variables = Array.ConvertAll(operands, VariableOf);
        var values = operands.Select((operand, i) => variables[i] is null && constants[i] is null ? expressions.Value(operand) : GraphBuilder.Unknown).ToArray();
        for (var i = 0; i < operands.Length; i++)
        {
            if (variables[i] is { } variable)
                values[i] = variables[1 - i] is null && constants[1 - i] is null ? graph.Variable(variable, values[1 - i], operands[i].GetLocation()) : errors.Refuse(operands[i], "a weight is combined with a tensor; combine one of the two first");
        }
        if (values.Where((value, i) => constants[i] is null).Contains(GraphBuilder.Unknown))
            return GraphBuilder.Unknown;
        var given = values.Select((value, i) => constants[i] is { } number ? Operand.Of(number.Value) : Operand.Of(value)).ToArray();
        return graph.Operations(function.ToString(), inner => [OperationCatalog.Pair(inner, function, given[0], given[1])], token.GetLocation())[0];
    }

    /// <summary>The value of <c>-x</c>.</summary>
    public int Negate(ExpressionSyntax operand, SyntaxToken token)
    {
        var value = expressions.Value(operand);
        return value == GraphBuilder.Unknown ? value : graph.Operations("Negative", inner => [inner.Add(new ElementFunctionSpec(ElementFunction.Negative), value)], token.GetLocation())[0];
    }

    /// <summary>The value of <c>x[.., 1..3]</c>.</summary>
    public int Slice(ElementAccessExpressionSyntax access)
    {
        var value = expressions.Value(access.Expression);
        var items = new List<SliceItem>();
        foreach (var argument in access.ArgumentList.Arguments)
        {
            if (ItemOf(argument.Expression) is not { } item)
                return errors.Refuse(argument, "write a number, a range such as 1..3 or .., TensorIndex.Ellipsis, TensorIndex.NewAxis or TensorIndex.Slice(start, stop, step)");
            items.Add(item);
        }
        return value == GraphBuilder.Unknown ? value : graph.Operations("GetItem", inner => [inner.Add(new GetItemSpec(items.ToEquatableArray()), value)], access.GetLocation())[0];
    }

    private SliceItem? ItemOf(ExpressionSyntax expression) => expression switch
    {
        RangeExpressionSyntax range when Bound(range.LeftOperand, out var start) && Bound(range.RightOperand, out var stop) => SliceItem.Range(start, stop),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "TensorIndex" }, Name.Identifier.ValueText: "Ellipsis" } => SliceItem.Ellipsis,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "TensorIndex" }, Name.Identifier.ValueText: "NewAxis" } => SliceItem.NewAxis,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "TensorIndex" }, Name.Identifier.ValueText: "Slice" },
            ArgumentList.Arguments: [var first, var last, var step],
        } when Given(first.Expression, out var start) && Given(last.Expression, out var stop) && numbers.Integer(step.Expression) is not (null or 0) and var by => SliceItem.Range(start, stop, by!.Value),
        _ when Bound(expression, out var index) => SliceItem.At(index!.Value),
        _ => null,
    };

    // A number, or one from the end; nothing where there is none.
    private bool Bound(ExpressionSyntax? expression, out int? bound)
    {
        bound = expression is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd
            ? -numbers.Integer(fromEnd.Operand)
            : expression is null ? null : numbers.Integer(expression);
        if (bound == 0 && expression is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression })
        {
            bound = null;
            return true;
        }
        return expression is null || bound is not null;
    }

    private bool Given(ExpressionSyntax expression, out int? number)
    {
        number = numbers.Integer(expression);
        return number is not null || expression.IsKind(SyntaxKind.NullLiteralExpression);
    }

    private int? VariableOf(ExpressionSyntax operand) => operand switch
    {
        ParenthesizedExpressionSyntax parenthesized => VariableOf(parenthesized.Expression),
        IdentifierNameSyntax { Identifier.ValueText: var name } => scope.TryGetVariable(name),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax { Identifier.ValueText: var name } } => scope.TryGetVariable(name),
        _ => null,
    };
}
