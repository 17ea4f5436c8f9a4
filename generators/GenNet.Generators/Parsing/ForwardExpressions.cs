using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Adds the calls in an expression of a <c>Forward</c> body to the graph.</summary>
internal sealed class ForwardExpressions(
    ForwardScope scope, ForwardNumbers numbers, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, ForwardLists lists, ForwardErrors errors, Reporter reporter)
{
    /// <summary>What can be called.</summary>
    public const string Calls = "only layers (Layer.Forward), operations that Tensor has by name (Tensor.Concatenate), local functions and methods of the class can be called";

    private const string Choice = "a model's graph is the same for all inputs; declare a model for each case";

    /// <summary>Tensor operations.</summary>
    public ForwardOperators Operators => field ??= new(this, scope, numbers, graph, errors);

    /// <summary>Calls of functions; set by the parser of statements.</summary>
    public ForwardFunctions? Functions { get; set; }

    private ForwardOperations Named => field ??= new(this, numbers, graph, errors);

    /// <summary>The value of <paramref name="expression"/>; unknown if it is wrong, which has then been reported.</summary>
    public int Value(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Value(parenthesized.Expression),
        IdentifierNameSyntax { Identifier: var name } => Variable(name),
        BinaryExpressionSyntax binary when ForwardOperators.Of(binary.Kind()) is { } operation => Operators.Apply(operation, binary.Left, binary.Right, binary.OperatorToken),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus when numbers.Read(minus) is null => Operators.Negate(minus.Operand, minus.OperatorToken),
        ElementAccessExpressionSyntax access when PartsOf(access.Expression) is { } parts => Part(access, parts),
        ElementAccessExpressionSyntax access when !lists.Is(access.Expression) => Operators.Slice(access),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => errors.Refuse(expression, "a tensor is never null; leave ! out"),
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => errors.Refuse(expression, ForwardErrors.Operators),
        AssignmentExpressionSyntax => errors.Refuse(expression, "assign in a statement of its own"),
        ConditionalExpressionSyntax or SwitchExpressionSyntax => errors.Refuse(expression, Choice),
        InvocationExpressionSyntax call => Single(call),
        MemberAccessExpressionSyntax => errors.Refuse(expression, Calls),
        TupleExpressionSyntax => errors.Refuse(expression, "a tuple can only be returned, and is written after return"),
        _ => errors.Refuse(expression, "a tensor is a parameter, a local variable, a layer call or an operation of them"),
    };

    /// <summary>The values of what may be several: a call, or a tuple.</summary>
    public IReadOnlyList<int> Results(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Results(parenthesized.Expression),
        InvocationExpressionSyntax call => Call(call),
        IdentifierNameSyntax { Identifier.ValueText: var name } when scope.TryGetParts(name) is { } parts => parts,
        TupleExpressionSyntax tuple => [.. tuple.Arguments.Select(argument => Value(argument.Expression))],
        _ => [Value(expression)],
    };

    /// <summary>The tensors of what is several as one value, a variable or <c>Tensor.Split(x, 3)</c> itself; null if it is none such.</summary>
    public IReadOnlyList<int>? PartsOf(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => PartsOf(parenthesized.Expression),
        IdentifierNameSyntax { Identifier.ValueText: var name } => scope.TryGetParts(name),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Tensor" }, Name.Identifier.ValueText: var operation } } call
            when !scope.IsDeclared("Tensor") && ForwardOperations.YieldsParts(operation) => Call(call),
        _ => null,
    };

    /// <summary>The layer that <paramref name="expression"/> names; null if it names none.</summary>
    public int? LayerOf(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => LayerOf(parenthesized.Expression),
        ElementAccessExpressionSyntax element when lists.Is(element.Expression) => lists.ElementOf(element),
        _ when ReceiverOf(expression) is { } name && scope.TryGetLayer(name.ValueText, out var layer) => layer,
        _ => null,
    };

    private int Part(ElementAccessExpressionSyntax access, IReadOnlyList<int> parts)
    {
        if (parts.Contains(GraphBuilder.Unknown))
            return GraphBuilder.Unknown;
        var index = access.ArgumentList.Arguments is [{ Expression: var argument }] ? lists.NumberOf(argument, parts.Count) : null;
        return index >= 0 && index < parts.Count ? parts[index.Value] : errors.Refuse(access, $"there are {parts.Count} parts: write the number of one, [0] or [^1]");
    }

    private int Variable(SyntaxToken name)
    {
        if (scope.TryGetTensor(name.ValueText, out var value))
            return value;
        var instead = name.ValueText switch
        {
            var number when scope.TryGetNumber(number) is not null => "it is a number; a tensor is needed here",
            var parts when scope.TryGetParts(parts) is not null => $"it is several tensors; take one, {parts}[0]",
            var layer when scope.TryGetLayer(layer, out _) => $"it is a layer; call {layer}.Forward(…)",
            var local when scope.IsDeclared(local) => "it has no value yet; assign a tensor to it before",
            var variable when scope.TryGetVariable(variable) is not null => $"it is a weight of the model; add, subtract or multiply it with a tensor, x + {variable}",
            _ => "declare it as a local variable or as a parameter with [Input]",
        };
        reporter.Report(DiagnosticDescriptors.UnknownName, name.GetLocation(), name.ValueText, instead);
        return GraphBuilder.Unknown;
    }

    private int Single(InvocationExpressionSyntax call)
    {
        var results = Call(call);
        return results.Count == 1
            ? results[0]
            : errors.Refuse(call, $"it yields {results.Count} tensors: take them apart, var (output, …) = …{(IsForward(call) ? "" : ", or call Forward for the first alone")}");
    }

    private static bool IsForward(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: ForwardSignature.Name };

    private IReadOnlyList<int> Call(InvocationExpressionSyntax call)
    {
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: var called } && scope.IsUnknown(called))
            return [GraphBuilder.Unknown];
        if (Functions?.Find(call.Expression) is { } function)
            return Functions.Call(function, call);
        if (call.Expression is MemberAccessExpressionSyntax { Expression: ElementAccessExpressionSyntax element, Name.Identifier.ValueText: var ofElement })
            return lists.ElementOf(element) is { } index ? LayerCall(index, call, ofElement) : [GraphBuilder.Unknown];
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier: var method } member || ReceiverOf(member.Expression) is not { } receiver)
            return [errors.Refuse(call, Calls)];
        if (receiver.ValueText == "Tensor" && !scope.IsDeclared("Tensor"))
            return Named.Call(call, method);
        if (scope.IsUnknown(receiver.ValueText))
            return [GraphBuilder.Unknown];
        if (scope.TryGetLayer(receiver.ValueText, out var layer))
            return LayerCall(layer, call, method.ValueText);
        if (scope.TryGetList(receiver.ValueText, out _))
            return [errors.Refuse(call, $"{receiver.ValueText} is a list of layers; call each, foreach (var layer in {receiver.ValueText}) …, or one, {receiver.ValueText}[0].Forward(…)")];
        if (method.ValueText != ForwardSignature.Name)
            return [errors.Refuse(call, Calls)];
        var instead = scope.PropertyOf(receiver.ValueText)?.Type switch
        {
            { } type when type.Is("Model") || type.DerivesFrom("Model") => "make the property partial, and its class a [Model]",
            { } type when type.DerivesFrom("Layer") => "give the property the layer's attribute",
            _ => "declare a layer of that name",
        };
        reporter.Report(DiagnosticDescriptors.UnknownName, receiver.GetLocation(), receiver.ValueText, instead);
        return [GraphBuilder.Unknown];
    }

    private static SyntaxToken? ReceiverOf(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => name.Identifier,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier,
        MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Tensor" } name } => name.Identifier,
        _ => null,
    };

    private IReadOnlyList<int> LayerCall(int index, InvocationExpressionSyntax call, string method)
    {
        var layer = layers[index];
        var outputs = layer.Spec?.Outputs ?? LayerOutputs.One;
        var isForward = method == ForwardSignature.Name;
        if (!isForward && layer.Inputs is not null && method != outputs.Method)
            return [errors.Refuse(call, Calls)];
        if (!isForward && outputs.Needs is { } needs)
            return [errors.Refuse(call, $"set {needs} on the attribute of {layer.Name}")];
        var arguments = new ForwardArguments(this, errors, reporter);
        var given = arguments.Read(layer, call);
        if (!isForward && outputs.CallArgument is { } returned && given is not null)
        {
            given = arguments.With(given, layer, returned, true, call.GetLocation());
            outputs = given?.Spec?.Outputs ?? outputs;
        }
        var results = given is not null ? graph.Call(index, given, call.GetLocation()) : [];
        return results.Count == 0 ? [GraphBuilder.Unknown] : [.. layer.Submodel is not null ? results : results.Take(isForward ? 1 : outputs.Returned)];
    }
}
