using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The edit that gives an argument of a layer the value that it had when weights were saved.</summary>
/// <param name="What">The argument and its value: <c>Activation = Activation.ReLU</c>.</param>
/// <param name="Edit">The edit.</param>
internal sealed record RestoredArgument(string What, SourceEdit Edit)
{
    /// <summary>The edit for <paramref name="change"/>; null if no single argument made it, or its old value can't be told.</summary>
    public static RestoredArgument? Of(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        // Elements of a list may have become alike; they have one declaration.
        if (change is not { Old: { } old, New: { } now } || ChangeFixes.NodeOf(now.Name, comparison) is not { Element: null } node || LayerPlace.Of(node, comparison.Type) is not { Element: null } place
            || ChangeLocation.ArgumentOf(change, node, comparison.Model) is not { } fullName
            || place.Attributes is not { Length: > 0 } attributes
            || WrittenArgument.Of(fullName, attributes, node.Spec) is not { Name: { } name } written
            || written.Spec.Arguments.FirstOrDefault(a => a.Name == name) is not { } argument
            || ValueBefore(change, fullName, written.Spec, argument, old, node, comparison.Model) is not { } value
            || written.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }
        var (property, text) = (PascalCase.Of(name), TextOf(value, argument, written.Spec));
        return EditOf(written.Attribute, syntax, property, argument, value, text) is { } edit ? new($"{property} = {text}", edit) : null;
    }

    // One number for a list that has it throughout, where the attribute takes that for the same.
    private static string TextOf(ArgumentValue value, LayerArgument argument, LayerSpec spec) =>
        value.ToObject() is long[] { Length: > 0 } list && Array.TrueForAll(list, item => item == list[0]) && With(spec, argument.Name, list[0])?.Arguments.First(a => a.Name == argument.Name).Value == value
            ? ArgumentValue.Of(list[0]).CSharp
            : value.CSharp;

    private static SourceEdit? EditOf(AttributeData attribute, AttributeSyntax syntax, string property, LayerArgument argument, ArgumentValue value, string text)
    {
        var arguments = syntax.ArgumentList?.Arguments.ToArray() ?? [];
        if (Array.Find(arguments, a => a.NameEquals?.Name.Identifier.ValueText == property) is { } named)
            return value == argument.Default ? LayerAttributes.Remove(named) : new(syntax.SyntaxTree.FilePath, named.Expression.SpanStart, named.Expression.Span.Length, text);
        var parameters = attribute.AttributeConstructor?.Parameters.ToArray() ?? [];
        var index = parameters.TakeWhile(p => SnakeCase.OfArgument(p.Name) != argument.Name).Count();
        if (index == parameters.Length)
            return LayerAttributes.Set(syntax, property, text);
        var positional = arguments.Where(static a => a.NameEquals is null && a.NameColon is null).ToArray();
        // Values of a list may be arguments of their own.
        return index < positional.Length && (!parameters[index].IsParams || positional.Length == index + 1)
            ? new(syntax.SyntaxTree.FilePath, positional[index].Expression.SpanStart, positional[index].Expression.Span.Length, text)
            : null;
    }

    // A contract has the values of arguments that shapes don't show; of the others, the one that gives the old variables.
    private static ArgumentValue? ValueBefore(ContractChange change, string fullName, LayerSpec spec, LayerArgument argument, ContractLayer old, LayerNode node, ModelSpec model)
    {
        if (change.Kind != ChangeKind.BehaviourChanged)
            return VariableArgument.Of(change, node, model) is { } sized && sized.FullName == fullName ? sized.Before : null;
        var text = old.Arguments.FirstOrDefault(a => a.Name == fullName)?.Value;
        return Candidates(text).Select(value => With(spec, argument.Name, value)?.Arguments.First(a => a.Name == argument.Name).Value).FirstOrDefault(value => value?.Contract == text);
    }

    private static IEnumerable<object?> Candidates(string? text) => text is null ? [] :
    [
        text,
        ArgumentValue.Read(text),
    ];

    private static LayerSpec? With(LayerSpec spec, string argument, object? value)
    {
        try
        {
            return spec.With(argument, value);
        }
        catch (SpecException)
        {
            return null;
        }
    }
}
