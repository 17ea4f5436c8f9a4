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
        if (change is not { Old: { } old, New: { } now } || ChangeFixes.NodeOf(now.Name, comparison) is not { } node || node.Property != node.Declaration
            || ChangeLocation.ArgumentOf(change, node, comparison.Model) is not { } name
            || node.Spec.Arguments.FirstOrDefault(a => a.Name == name) is not { } argument
            || ValueBefore(change, old, node, argument, comparison.Model) is not { } value
            || LayerAttributes.Of(comparison.Type, node.Declaration).FirstOrDefault() is not { } attribute
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }
        var property = PascalCase.Of(name);
        return EditOf(attribute, syntax, property, argument, value) is { } edit ? new($"{property} = {value.CSharp}", edit) : null;
    }

    private static SourceEdit? EditOf(AttributeData attribute, AttributeSyntax syntax, string property, LayerArgument argument, ArgumentValue value)
    {
        var arguments = syntax.ArgumentList?.Arguments.ToArray() ?? [];
        if (Array.Find(arguments, a => a.NameEquals?.Name.Identifier.ValueText == property) is { } named)
            return value == argument.Default ? LayerAttributes.Remove(named) : new(syntax.SyntaxTree.FilePath, named.Expression.SpanStart, named.Expression.Span.Length, value.CSharp);
        var parameters = attribute.AttributeConstructor?.Parameters.ToArray() ?? [];
        var index = parameters.TakeWhile(p => SnakeCase.OfArgument(p.Name) != argument.Name).Count();
        if (index == parameters.Length)
            return LayerAttributes.Set(syntax, property, value.CSharp);
        var positional = arguments.Where(static a => a.NameEquals is null && a.NameColon is null).ToArray();
        // Values of a list may be arguments of their own.
        return index < positional.Length && (!parameters[index].IsParams || positional.Length == index + 1)
            ? new(syntax.SyntaxTree.FilePath, positional[index].Expression.SpanStart, positional[index].Expression.Span.Length, value.CSharp)
            : null;
    }

    // A contract has the values of arguments that shapes don't show; of the others, the one that gives the old variables.
    private static ArgumentValue? ValueBefore(ContractChange change, ContractLayer old, LayerNode node, LayerArgument argument, ModelSpec model)
    {
        if (change.Kind == ChangeKind.BehaviourChanged)
        {
            var text = old.Arguments.FirstOrDefault(a => a.Name == argument.Name)?.Value;
            return Candidates(text).Select(value => With(node.Spec, argument.Name, value)?.Arguments.First(a => a.Name == argument.Name).Value).FirstOrDefault(value => value?.Contract == text);
        }
        var candidates = argument.Value.Type == ArgumentType.Boolean
            ? (IEnumerable<object?>)[argument.Value != ArgumentValue.Of(true)]
            : change is { OldVariable: { } before, NewVariable: { } after } && before.Shape.Rank == after.Shape.Rank ? Sizes(argument.Value, before.Shape, after.Shape) : [];
        var index = model.Layers.TakeWhile(layer => layer.KerasName != node.KerasName).Count();
        var call = model.Calls.FirstOrDefault(call => call.Layer == index);
        var wanted = old.Variables.FirstOrDefault(v => v.Name == (change.OldVariable ?? change.NewVariable)?.Name)?.Shape;
        return call is null ? null : candidates.Select(value => With(node.Spec, argument.Name, value))
            .FirstOrDefault(spec => spec is not null && ShapeIn(spec, call, model, (change.OldVariable ?? change.NewVariable)!.Name) == wanted)
            ?.Arguments.First(a => a.Name == argument.Name).Value;
    }

    // The value with a new size put back to the old one.
    private static IEnumerable<object?> Sizes(ArgumentValue value, TensorShape before, TensorShape after)
    {
        var sizes = Enumerable.Range(0, after.Rank).Where(axis => before[axis] != after[axis]).Select(axis => (Old: (long)before[axis], New: (long)after[axis])).Distinct().ToArray();
        foreach (var (old, now) in sizes.Where(_ => value.Type == ArgumentType.Integer))
        {
            if (value == ArgumentValue.Of(now))
                yield return old;
        }
        if (value.Type == ArgumentType.Integers && value.ToObject() is long[] list)
            yield return list.Select((item, i) => i < after.Rank && i < before.Rank && item == after[i] ? before[i] : item).ToArray();
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

    private static TensorShape? ShapeIn(LayerSpec spec, CallNode call, ModelSpec model, string variable)
    {
        try
        {
            var inputs = call.Inputs.Select(value => value == CallNode.Absent ? TensorType.None : model.TypeOf(value)).ToEquatableArray();
            return spec.InferCall(inputs).Variables.FirstOrDefault(v => v.Name == variable)?.Shape;
        }
        catch (SpecException)
        {
            return null;
        }
    }
}
