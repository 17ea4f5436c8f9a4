using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the arguments of a layer's call: by position or by name, a list where several inputs are one argument (<c>initialState: [h, c]</c>).</summary>
internal sealed class ForwardArguments(ForwardExpressions expressions, ForwardErrors errors, Reporter reporter)
{
    private const string Training = "training";

    /// <summary>What the call is given; null if something is wrong, which has then been reported.</summary>
    public GivenArguments? Read(LayerDeclaration layer, InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (layer.Inputs is not { } inputs)
            return new([.. arguments.Select(argument => expressions.Value(argument.Expression))]);
        var settings = arguments.Where(argument => IsSetting(layer, inputs, argument)).ToArray();
        var tensors = arguments.Where(argument => !settings.Contains(argument)).ToArray();
        IReadOnlyList<int>? values = inputs.IsVariadic ? ReadAll(layer, inputs, call, tensors) : ReadEach(layer, inputs, call, tensors);
        return values is null ? null : WithSettings(new GivenArguments(values), layer, settings);
    }

    // What a call says besides its inputs, by name.
    private static bool IsSetting(LayerDeclaration layer, LayerInputs inputs, ArgumentSyntax argument) =>
        argument.NameColon?.Name.Identifier.ValueText is { } name && inputs.Parameters.All(parameter => parameter.Name != name)
        && (name == Training ? layer.Spec is not null : layer.Spec?.CallArguments.Any(setting => PascalCase.Camel(setting.Name) == name) == true);

    private GivenArguments? WithSettings(GivenArguments? given, LayerDeclaration layer, IEnumerable<ArgumentSyntax> settings)
    {
        foreach (var setting in settings)
        {
            if (given is null)
                return null;
            var name = setting.NameColon!.Name.Identifier.ValueText;
            bool? value = setting.Expression.Kind() switch { SyntaxKind.TrueLiteralExpression => true, SyntaxKind.FalseLiteralExpression => false, _ => null };
            if (value is null)
            {
                errors.Refuse(setting.Expression, $"write true or false for {name}: a model's graph is the same for all inputs");
                return null;
            }
            if (name == Training && value.Value)
            {
                errors.Refuse(setting, "a model acts as in training where a trainer runs it; leave it out, or give false for a layer that never does");
                return null;
            }
            given = name == Training ? given with { ActsAtInference = true } : With(given, layer, SnakeCase.OfArgument(name), value.Value, setting.GetLocation());
        }
        return given;
    }

    /// <summary>The same with one more thing that the call says.</summary>
    public GivenArguments? With(GivenArguments given, LayerDeclaration layer, string argument, bool value, Location location)
    {
        try
        {
            return given with { Spec = (given.Spec ?? layer.Spec!).Called(argument, value) };
        }
        catch (SpecException error)
        {
            reporter.Report(DiagnosticDescriptors.LayerArgument, location, layer.Label, error.InCSharp);
            return null;
        }
    }

    private int[]? ReadEach(LayerDeclaration layer, LayerInputs inputs, InvocationExpressionSyntax call, IReadOnlyList<ArgumentSyntax> arguments)
    {
        var parameters = inputs.Parameters.ToArray();
        var places = Enumerable.Repeat(CallNode.Absent, inputs.Names.Count).ToArray();
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].NameColon is null && i >= parameters.Length)
            {
                Refuse(layer, inputs, call);
                return null;
            }
            if (ParameterOf(arguments[i], i, parameters, given) is not { } parameter || !TryRead(arguments[i].Expression, parameter, places))
                return null;
        }
        if (places.Take(inputs.Required).Contains(CallNode.Absent))
        {
            Refuse(layer, inputs, call);
            return null;
        }
        return [.. places.Take(Array.FindLastIndex(places, static value => value != CallNode.Absent) + 1)];
    }

    private List<int>? ReadAll(LayerDeclaration layer, LayerInputs inputs, InvocationExpressionSyntax call, IReadOnlyList<ArgumentSyntax> arguments)
    {
        var values = new List<int>();
        foreach (var argument in arguments)
        {
            if (argument.NameColon is not null)
            {
                errors.Refuse(argument, "give the tensors without names");
                return null;
            }
            values.Add(expressions.Value(argument.Expression));
        }
        return values.Count >= inputs.Required ? values : Refuse(layer, inputs, call);
    }

    private InputGroup? ParameterOf(ArgumentSyntax argument, int position, InputGroup[] parameters, HashSet<string> given)
    {
        var name = argument.NameColon?.Name.Identifier;
        var index = name is null ? position : Array.FindIndex(parameters, parameter => parameter.Name == name.Value.ValueText);
        if (index >= 0 && given.Add(parameters[index].Name))
            return parameters[index];
        errors.Refuse(argument, index >= 0
            ? $"give {parameters[index].Name} once"
            : parameters.Length == 1 ? "it takes one tensor, which is given without a name" : $"the inputs are {string.Join(", ", parameters.Select(static p => p.Name))}, and the first needs no name");
        return null;
    }

    private bool TryRead(ExpressionSyntax expression, InputGroup parameter, int[] places)
    {
        if (parameter.Count == 1)
        {
            places[parameter.First] = expressions.Value(expression);
            return true;
        }
        if (expression is not CollectionExpressionSyntax { Elements: var elements } || elements.Count != parameter.Count || !elements.All(static e => e is ExpressionElementSyntax))
        {
            errors.Refuse(
                expression, $"give {parameter.Name} as a list of {parameter.Count} tensors: [{string.Join(", ", Enumerable.Range(1, parameter.Count).Select(static i => $"state{i}"))}]");
            return false;
        }
        for (var i = 0; i < parameter.Count; i++)
            places[parameter.First + i] = expressions.Value(((ExpressionElementSyntax)elements[i]).Expression);
        return true;
    }

    private List<int>? Refuse(LayerDeclaration layer, LayerInputs inputs, InvocationExpressionSyntax call)
    {
        var most = inputs.Parameters.Count();
        var range = inputs.IsVariadic ? $"at least {inputs.Required}" : inputs.Required == most ? $"{inputs.Required}" : $"{inputs.Required} to {most}";
        reporter.Report(DiagnosticDescriptors.InputCount, call.ArgumentList.GetLocation(), layer.Label, layer.Kind, range == "1" ? "1 input" : range + " inputs", call.ArgumentList.Arguments.Count);
        return null;
    }
}
