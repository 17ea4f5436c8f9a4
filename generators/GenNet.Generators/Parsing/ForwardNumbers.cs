using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Reads numbers in a <c>Forward</c> body: literals, constants of the class and of the body, a loop's variable, sizes of tensors and of lists, and what arithmetic and <c>Math</c> make of them.
/// </summary>
internal sealed class ForwardNumbers(INamedTypeSymbol type, ForwardScope scope, GraphBuilder graph)
{
    /// <summary>What <paramref name="expression"/> is; null if it is no number that is known here.</summary>
    public ForwardNumber? Read(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Read(parenthesized.Expression),
        LiteralExpressionSyntax { Token.Value: var value } => ForwardNumber.Of(value),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => Read(minus.Operand) is { } number ? number with { Value = -number.Value } : null,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryPlusExpression } plus => Read(plus.Operand),
        BinaryExpressionSyntax binary when Read(binary.Left) is { } left && Read(binary.Right) is { } right => ForwardNumber.Of(binary.Kind(), left, right),
        CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword: var keyword } } cast when Read(cast.Expression) is { } number => number.As(keyword.Kind()),
        IdentifierNameSyntax { Identifier.ValueText: var name } => scope.TryGetNumber(name) ?? (scope.IsDeclared(name) ? null : Constant(name)),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" }, Name.Identifier.ValueText: "PI" } => new(Math.PI, false),
        MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax { Keyword.RawKind: var keyword }, Name.Identifier.ValueText: var bound } => BoundOf((SyntaxKind)keyword, bound),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var own }, Name.Identifier.ValueText: "Count" } when !scope.IsDeclared(own) => scope.TryGetList(own, out var layers) ? new(layers.Count, true) : null,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var own }, Name.Identifier.ValueText: "Count" } => scope.TryGetParts(own) is { } parts ? new(parts.Count, true) : null,
        ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var tensor }, Name.Identifier.ValueText: "Shape" }, ArgumentList.Arguments: [var axis] } =>
            SizeOf(tensor, axis.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" }, Name.Identifier.ValueText: var function }, ArgumentList.Arguments: var given } =>
            Of(function, given.Select(argument => Read(argument.Expression)).ToArray()),
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

    // The batch, the first axis, is known at run time only, and so is a length.
    private ForwardNumber? SizeOf(string tensor, ExpressionSyntax axis)
    {
        if (!scope.TryGetTensor(tensor, out var value) || value == GraphBuilder.Unknown || Integer(axis) is not { } given)
            return null;
        var type = graph.TypeOf(value);
        var place = given < 0 ? given + type.Shape.Rank : given - 1;
        return place < 0 || place >= type.Shape.Rank || (place == 0 && type.HasRunTimeLength) ? null : new(type.Shape[place], true);
    }

    private static ForwardNumber? BoundOf(SyntaxKind type, string name) => (type, name) switch
    {
        (SyntaxKind.FloatKeyword or SyntaxKind.DoubleKeyword, "PositiveInfinity") => new(double.PositiveInfinity, false),
        (SyntaxKind.FloatKeyword or SyntaxKind.DoubleKeyword, "NegativeInfinity") => new(double.NegativeInfinity, false),
        (SyntaxKind.FloatKeyword, "MaxValue") => new(float.MaxValue, false),
        (SyntaxKind.FloatKeyword, "MinValue") => new(float.MinValue, false),
        _ => null,
    };

    private ForwardNumber? Constant(string name) => ForwardNumber.Of(type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(static field => field.HasConstantValue)?.ConstantValue);

    private static ForwardNumber? Of(string function, ForwardNumber?[] given) => (function, given) switch
    {
        ("Sqrt", [{ } x]) => new(Math.Sqrt(x.Value), false),
        ("Pow", [{ } x, { } y]) => new(Math.Pow(x.Value, y.Value), false),
        ("Exp", [{ } x]) => new(Math.Exp(x.Value), false),
        ("Log", [{ } x]) => new(Math.Log(x.Value), false),
        ("Abs", [{ } x]) => x with { Value = Math.Abs(x.Value) },
        ("Max", [{ } x, { } y]) => new(Math.Max(x.Value, y.Value), x.IsInteger && y.IsInteger),
        ("Min", [{ } x, { } y]) => new(Math.Min(x.Value, y.Value), x.IsInteger && y.IsInteger),
        _ => null,
    };
}
