using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Takes the results of a call apart: <c>var (sequence, hidden, _) = Encoder.ForwardWithState(x);</c>.</summary>
internal sealed class ForwardDeconstruction(ForwardScope scope, ForwardExpressions expressions, ForwardErrors errors)
{
    /// <summary>Whether the left side of an assignment is a list of variables.</summary>
    public static bool Is(ExpressionSyntax left) =>
        left is TupleExpressionSyntax or DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax };

    /// <summary>Gives the variables their values.</summary>
    public void Assign(AssignmentExpressionSyntax assignment)
    {
        var targets = Targets(assignment.Left);
        var values = expressions.Results(assignment.Right);
        if (targets is null)
            return;
        var isUnknown = values.Contains(GraphBuilder.Unknown);
        if (!isUnknown && values.Count != targets.Count)
        {
            errors.Refuse(
                assignment.Left,
                values.Count == 1 ? "the right side has one result; assign it to one variable" : $"the right side is {values.Count} tensors; name a variable for each, or _ for one that isn't needed");
            isUnknown = true;
        }
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i] is { } name)
                scope.Set(name, isUnknown ? GraphBuilder.Unknown : values[i]);
        }
    }

    // Null for a discard; no list at all if something can't be assigned.
    private List<string?>? Targets(ExpressionSyntax left)
    {
        var targets = new List<string?>();
        SyntaxNode[] parts = left is TupleExpressionSyntax tuple
            ? [.. tuple.Arguments.Select(static argument => argument.Expression)]
            : [.. ((ParenthesizedVariableDesignationSyntax)((DeclarationExpressionSyntax)left).Designation).Variables];
        foreach (var part in parts)
        {
            switch (part is DeclarationExpressionSyntax declaration ? declaration.Designation : part)
            {
                case DiscardDesignationSyntax:
                    targets.Add(null);
                    break;
                case SingleVariableDesignationSyntax { Identifier.ValueText: var name }:
                    scope.Declare(name);
                    targets.Add(name);
                    break;
                case IdentifierNameSyntax { Identifier.ValueText: var name } when scope.IsDeclared(name):
                    targets.Add(name);
                    break;
                case IdentifierNameSyntax { Identifier.ValueText: "_" }:
                    targets.Add(null);
                    break;
                default:
                    errors.Refuse(part, "assign to local variables instead, or to _");
                    errors.Forget(left);
                    return null;
            }
        }
        return targets;
    }
}
