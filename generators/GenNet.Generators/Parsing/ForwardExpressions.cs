using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Adds the calls in an expression of a <c>Forward</c> body to the graph.</summary>
internal sealed class ForwardExpressions(
    ForwardScope scope, ForwardNumbers numbers, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, ForwardLists lists, ForwardFunctions functions, ForwardErrors errors, Reporter reporter)
{
    /// <summary>What can be called.</summary>
    public const string Calls = "only layers (Layer.Forward), operations that Tensor has by name (Tensor.Concatenate), local functions and methods of the class can be called";

    private const string Choice = "a model's graph is the same for all inputs; declare a model for each case";

    /// <summary>Tensor operations.</summary>
    public ForwardOperators Operators => field ??= new(this, scope, numbers, graph, errors);

    /// <summary>Reads the body of a function that is called, and says what it returns; set by the parser of statements.</summary>
    public Func<ForwardFunction, IReadOnlyDictionary<string, int>, SyntaxNode, IReadOnlyList<int>>? ReadFunction { get; set; }

    private ForwardOperations Named => field ??= new(this, numbers, graph, errors);

    /// <summary>The value of <paramref name="expression"/>; unknown if it is wrong, which has then been reported.</summary>
    public int Value(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Value(parenthesized.Expression),
        IdentifierNameSyntax { Identifier: var name } => Variable(name),
        BinaryExpressionSyntax binary when ForwardOperators.Of(binary.Kind()) is { } operation => Operators.Apply(operation, binary.Left, binary.Right, binary.OperatorToken),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus when numbers.Read(minus) is null => Operators.Negate(minus.Operand, minus.OperatorToken),
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
        TupleExpressionSyntax tuple => [.. tuple.Arguments.Select(argument => Value(argument.Expression))],
        _ => [Value(expression)],
    };

    private int Variable(SyntaxToken name)
    {
        if (scope.TryGetTensor(name.ValueText, out var value))
            return value;
        var instead = name.ValueText switch
        {
            var number when scope.TryGetNumber(number) is not null => "it is a number; a tensor is needed here",
            var local when scope.IsDeclared(local) => "it has no value yet; assign a tensor to it before",
            var variable when scope.TryGetVariable(variable) is not null => $"it is a weight of the model; add, subtract or multiply it with a tensor, x + {variable}",
            var layer when scope.TryGetLayer(layer, out _) => $"it is a layer; call {layer}.Forward(…)",
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
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: var function } && scope.IsUnknown(function))
            return [GraphBuilder.Unknown];
        if (FunctionOf(call.Expression) is { } helper && functions.Find(helper) is { } own)
            return FunctionCall(own, call);
        if (call.Expression is MemberAccessExpressionSyntax { Expression: ElementAccessExpressionSyntax element, Name.Identifier.ValueText: var called })
            return lists.ElementOf(element) is { } index ? LayerCall(index, call, called) : [GraphBuilder.Unknown];
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

    private static string? FunctionOf(ExpressionSyntax called) => called switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    // Of tensors alone: each call is read anew, with its own.
    private IReadOnlyList<int> FunctionCall(ForwardFunction function, InvocationExpressionSyntax call)
    {
        var (parameters, arguments) = (function.Parameters.Parameters, call.ArgumentList.Arguments);
        if (functions.IsTooDeep)
            return [errors.Refuse(call, "it calls itself, and a model's graph has an end")];
        if (parameters.Count != arguments.Count || parameters.Any(static parameter => parameter.Type is not (IdentifierNameSyntax { Identifier.ValueText: "Tensor" } or QualifiedNameSyntax or AliasQualifiedNameSyntax) || parameter.Modifiers.Count > 0))
            return [errors.Refuse(call, $"a function that Forward calls takes tensors, each given in the call: it has {parameters.Count} parameters")];
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].NameColon?.Name.Identifier.ValueText ?? parameters[i].Identifier.ValueText;
            if (parameters.All(parameter => parameter.Identifier.ValueText != name))
                return [errors.Refuse(arguments[i], "there is no parameter of that name")];
            values[name] = Value(arguments[i].Expression);
        }
        return functions.Within(() => ReadFunction!(function, values, call));
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
