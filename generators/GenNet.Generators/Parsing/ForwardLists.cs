using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Finds the layers of lists in a <c>Forward</c> body: all of them, <c>foreach (var block in Blocks)</c>, or one, <c>Blocks[0]</c> and <c>Blocks[^1]</c>.</summary>
internal sealed class ForwardLists(ForwardScope scope, ForwardNumbers numbers, ForwardErrors errors)
{
    /// <summary>What to write instead of another loop.</summary>
    public const string Loops = "a loop is one over a list of layers, foreach (var block in Blocks), where [Repeat(…)] public partial Layers<Block> Blocks { get; } declares it, or for with constant bounds, for (var i = 0; i < 3; i++)";

    /// <summary>The layers of <paramref name="list"/>; null if it is none, and then <paramref name="use"/> has been refused.</summary>
    public IReadOnlyList<int>? LayersOf(ExpressionSyntax list, SyntaxNode use)
    {
        while (list is ParenthesizedExpressionSyntax parenthesized)
            list = parenthesized.Expression;
        if (NameOf(list) is { } name && scope.TryGetList(name, out var layers))
            return layers;
        if (NameOf(list) is { } unknown && scope.IsUnknown(unknown))
            errors.Forget(use);
        else
            errors.Refuse(use, use is StatementSyntax ? Loops : "only a list of layers has numbered ones: [Repeat(…)] public partial Layers<Block> Blocks { get; }");
        return null;
    }

    /// <summary>The layer that <paramref name="element"/> is; null if it is none, which has then been reported.</summary>
    public int? ElementOf(ElementAccessExpressionSyntax element)
    {
        if (LayersOf(element.Expression, element) is not { } layers)
            return null;
        var index = element.ArgumentList.Arguments is [{ NameColon: null, RefKindKeyword.RawKind: 0, Expression: var argument }] ? NumberOf(argument, layers.Count) : null;
        if (index >= 0 && index < layers.Count)
            return layers[index.Value];
        errors.Refuse(element, index is null
            ? "write the number of the layer itself, such as [0] or [^1], or use foreach"
            : $"the list has {layers.Count.ToString(CultureInfo.InvariantCulture)} layers, [0] to [{(layers.Count - 1).ToString(CultureInfo.InvariantCulture)}]");
        return null;
    }

    private static string? NameOf(ExpressionSyntax list) => list switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether <paramref name="expression"/> is a list of layers.</summary>
    public bool Is(ExpressionSyntax expression) => NameOf(expression) is { } name && scope.TryGetList(name, out _);

    /// <summary>The number of an element of <paramref name="count"/> that <paramref name="expression"/> is, counted from the end by ^; null if it is none.</summary>
    public int? NumberOf(ExpressionSyntax expression, int count) => expression is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression, Operand: var fromEnd }
        ? count - numbers.Integer(fromEnd)
        : numbers.Integer(expression);
}
