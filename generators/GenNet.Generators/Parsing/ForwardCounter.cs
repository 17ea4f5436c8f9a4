using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads condition and step of a loop that counts, <c>for (var i = 0; i &lt; 3; i++)</c>, round by round.</summary>
internal sealed class ForwardCounter(ForwardScope scope, ForwardNumbers numbers)
{
    /// <summary>Whether the condition holds with the loop's variable; null if that isn't known.</summary>
    public bool? Holds(ExpressionSyntax condition, string name, ForwardNumber number)
    {
        bool? holds = null;
        scope.InLoop(name, new() { Number = number }, () => holds = numbers.Condition(condition));
        return holds;
    }

    /// <summary>By how much the variable changes behind each round; null if that isn't known.</summary>
    public double? StepOf(ExpressionSyntax step, string name) => step switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => 1,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => -1,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => 1,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression, Operand: IdentifierNameSyntax own } when own.Identifier.ValueText == name => -1,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax own } sum when own.Identifier.ValueText == name => numbers.Integer(sum.Right),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression, Left: IdentifierNameSyntax own } difference when own.Identifier.ValueText == name => -numbers.Integer(difference.Right),
        _ => null,
    };
}
