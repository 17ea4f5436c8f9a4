using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads numbers in a <c>Forward</c> body: literals, constants of the class and of the body, a loop's variable, and sums, products and roots of them.</summary>
internal sealed class ForwardNumbers(INamedTypeSymbol type, ForwardScope scope)
{
    /// <summary>What <paramref name="expression"/> is; null if it is no number that is known here.</summary>
    public ForwardNumber? Read(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Read(parenthesized.Expression),
        LiteralExpressionSyntax { Token.Value: int number } => new(number, true),
        LiteralExpressionSyntax { Token.Value: double number } => new(number, false),
        LiteralExpressionSyntax { Token.Value: float number } => new(double.Parse(number.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture), false),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => Read(minus.Operand) is { } number ? number with { Value = -number.Value } : null,
        BinaryExpressionSyntax binary when Read(binary.Left) is { } left && Read(binary.Right) is { } right => Of(binary.Kind(), left, right),
        IdentifierNameSyntax { Identifier.ValueText: var name } => scope.TryGetNumber(name) ?? (scope.IsDeclared(name) ? null : Constant(name)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" }, Name.Identifier.ValueText: "Sqrt" }, ArgumentList.Arguments: [var argument] }
            when Read(argument.Expression) is { } number => new(Math.Sqrt(number.Value), false),
        _ => null,
    };

    /// <summary>A whole number; null if it is none that is known here.</summary>
    public int? Integer(ExpressionSyntax expression) => Read(expression) is { IsInteger: true, Value: >= int.MinValue and <= int.MaxValue } number ? (int)number.Value : null;

    /// <summary>Whether a condition of numbers holds; null if it is none.</summary>
    public bool? Condition(ExpressionSyntax expression) => expression is BinaryExpressionSyntax binary && Read(binary.Left) is { } left && Read(binary.Right) is { } right
        ? binary.Kind() switch
        {
            SyntaxKind.LessThanExpression => left.Value < right.Value,
            SyntaxKind.LessThanOrEqualExpression => left.Value <= right.Value,
            SyntaxKind.GreaterThanExpression => left.Value > right.Value,
            SyntaxKind.GreaterThanOrEqualExpression => left.Value >= right.Value,
            SyntaxKind.NotEqualsExpression => left.Value != right.Value,
            _ => null,
        }
        : null;

    private ForwardNumber? Constant(string name) => type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(static field => field.HasConstantValue)?.ConstantValue switch
    {
        int number => new(number, true),
        double number => new(number, false),
        float number => new(number, false),
        _ => null,
    };

    private static ForwardNumber? Of(SyntaxKind kind, ForwardNumber left, ForwardNumber right)
    {
        var isInteger = left.IsInteger && right.IsInteger;
        return kind switch
        {
            SyntaxKind.AddExpression => new(left.Value + right.Value, isInteger),
            SyntaxKind.SubtractExpression => new(left.Value - right.Value, isInteger),
            SyntaxKind.MultiplyExpression => new(left.Value * right.Value, isInteger),
            SyntaxKind.DivideExpression when isInteger => right.Value == 0 ? null : new(Math.Truncate(left.Value / right.Value), true),
            SyntaxKind.DivideExpression => new(left.Value / right.Value, false),
            SyntaxKind.ModuloExpression when isInteger => right.Value == 0 ? null : new(left.Value % right.Value, true),
            _ => null,
        };
    }
}

/// <summary>A number that is known while a body is read.</summary>
/// <param name="Value">What it is.</param>
/// <param name="IsInteger">Whether it is a whole number to C#, too.</param>
internal readonly record struct ForwardNumber(double Value, bool IsInteger);
