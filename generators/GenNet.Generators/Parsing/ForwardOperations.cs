using GenNet.Naming;
using GenNet.Operations;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Adds operations that <c>Tensor</c> has by name to the graph: <c>Tensor.Transpose(x, 0, 2, 1)</c>.</summary>
internal sealed class ForwardOperations(ForwardExpressions expressions, ForwardNumbers numbers, GraphBuilder graph, ForwardErrors errors)
{
    private bool _isUnknown;

    /// <summary>Whether operation <paramref name="name"/> yields several tensors as one value.</summary>
    public static bool YieldsParts(string name) => name is "Split" or "ArraySplit" or "Unstack";

    /// <summary>The values of a call.</summary>
    public IReadOnlyList<int> Call(InvocationExpressionSyntax call, SyntaxToken method)
    {
        if (OperationCatalog.Find(method.ValueText) is not { } operation)
            return [errors.Refuse(call, ForwardExpressions.Calls)];
        _isUnknown = false;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var next = 0;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var name = argument.NameColon?.Name.Identifier.ValueText;
            var index = name is null ? next : Enumerable.Range(0, operation.Parameters.Count).Where(i => PascalCase.Camel(operation.Parameters[i].Name) == name).DefaultIfEmpty(-1).First();
            if (index < 0 || index >= operation.Parameters.Count)
                return [errors.Refuse(argument, $"Tensor.{operation.Name} takes {string.Join(", ", operation.Parameters.Select(static p => PascalCase.Camel(p.Name)))}")];
            var parameter = operation.Parameters[index];
            if (Read(parameter, argument.Expression) is not { } value)
                return [errors.Refuse(argument.Expression, $"give {PascalCase.Camel(parameter.Name)} as {Expected(parameter.Kind)}")];
            // Tensors may follow each other without a list, and so may numbers that C# takes as params.
            var follows = name is null && argument.Expression is not CollectionExpressionSyntax && (parameter.Kind == OperandKind.Tensors || parameter.IsParams);
            values[parameter.Name] = follows && values.TryGetValue(parameter.Name, out var before) ? Joined(before, value) : follows && value is int number ? new[] { number } : value;
            if (name is null && !follows)
                next++;
        }
        if (_isUnknown)
            return [GraphBuilder.Unknown];
        if (operation.Parameters.FirstOrDefault(parameter => (parameter.IsRequired || parameter.Kind == OperandKind.Tensors) && !values.ContainsKey(parameter.Name)) is { Name: { } missing })
            return [errors.Refuse(call, $"give {PascalCase.Camel(missing)} too")];
        return graph.Operations(operation.Name, inner => operation.Build(inner, new(values)), call.GetLocation());
    }

    private static string Expected(OperandKind kind) => kind switch
    {
        OperandKind.Tensors => "a list of tensors",
        OperandKind.Integer => "a whole number",
        OperandKind.Integers => "a whole number, or a list of them",
        OperandKind.Number => "a number",
        OperandKind.Boolean => "true or false",
        OperandKind.Text => "a text",
        OperandKind.Type => "a member of DType",
        _ => "a tensor",
    };

    private static object Joined(object? before, object value) => before is int[] some ? (int[])[.. some, .. value is int[] more ? more : [(int)value]] : value;

    private object? Read(OperationParameter parameter, ExpressionSyntax expression) => parameter.Kind switch
    {
        OperandKind.Tensor => Operand.Of(Known(expressions.Value(expression))),
        OperandKind.TensorOrNumber => numbers.Read(expression) is { } number ? Operand.Of(number.Value) : Operand.Of(Known(expressions.Value(expression))),
        OperandKind.Tensors => Elements(expression) is { } tensors ? (int[])[.. tensors.Select(tensor => Known(expressions.Value(tensor)))] : new[] { Known(expressions.Value(expression)) },
        OperandKind.Integer => numbers.Integer(expression),
        OperandKind.Integers => numbers.Integer(expression) ?? (object?)Integers(expression),
        OperandKind.Number => numbers.Read(expression)?.Value,
        OperandKind.Boolean => expression.Kind() switch { SyntaxKind.TrueLiteralExpression => true, SyntaxKind.FalseLiteralExpression => false, _ => null },
        OperandKind.Text => (expression as LiteralExpressionSyntax)?.Token.Value as string,
        _ => expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && Enum.TryParse<DType>(member, out var type) ? type : null,
    };

    private int Known(int value)
    {
        _isUnknown |= value == GraphBuilder.Unknown;
        return value;
    }

    private int[]? Integers(ExpressionSyntax expression)
    {
        if (Elements(expression) is not { } elements)
            return null;
        var all = new List<int>();
        foreach (var element in elements)
        {
            if (numbers.Integer(element) is { } number)
                all.Add(number);
            else if (Integers(element) is { } inner)
                all.AddRange(inner);
            else
                return null;
        }
        return [.. all];
    }

    private static IEnumerable<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax { Elements: var elements } when elements.All(static e => e is ExpressionElementSyntax) => elements.Cast<ExpressionElementSyntax>().Select(static e => e.Expression),
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        ArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
        _ => null,
    };
}
