using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Finds what no layer has or takes in a contract that somebody wrote by hand: arguments, their values, and element types. Classes that this GenNet doesn't know may have any.</summary>
public static class ContractArguments
{
    /// <summary>What is wrong, line by line.</summary>
    public static IEnumerable<WrongArgument> WrongIn(WeightContract contract) => contract.Versions.SelectMany(static version => version.Layers).SelectMany(static layer => WrongIn(layer).Concat(WrongTypes(layer)));

    private static IEnumerable<WrongArgument> WrongIn(ContractLayer layer)
    {
        if (layer.IsVariable || !LayerCatalog.IsKind(layer.Kind) || layer.Arguments.Count == 0 || LayerPrototype.Declared(layer.Kind, layer.Arguments) is not null)
            yield break;
        foreach (var argument in layer.Arguments)
        {
            // The layer makes sense without it.
            if (LayerPrototype.Declared(layer.Kind, layer.Arguments.Where(other => other != argument)) is not { } spec)
                continue;
            var names = NamesOf(spec).ToArray();
            yield return names.Contains(argument.Name)
                ? new(layer.Line, argument.Value, $"'{layer.Name}' ({layer.Kind}) takes no {argument.Name}={argument.Value}")
                : Invented(layer, argument.Name, NearestName.Of(argument.Name, names));
        }
    }

    private static WrongArgument Invented(ContractLayer layer, string name, string? nearest) =>
        new(layer.Line, name, $"{layer.Kind} has no argument '{name}'{(nearest is null ? "" : $"; it has '{nearest}'")}") { Instead = nearest };

    private static IEnumerable<string> NamesOf(LayerSpec spec) => spec.Arguments.Concat(spec.CallArguments).Where(static a => a.Role == ArgumentRole.Behaviour).Select(static a => a.Name)
        .Concat(spec is WrapperSpec wrapper ? wrapper.Declared.SelectMany(static content => NamesOf(content.Spec).Select(name => $"{content.Role}.{name}").Prepend(content.Role)) : [])
        .Append(ContractLayer.ComputeType);

    private static IEnumerable<WrongArgument> WrongTypes(ContractLayer layer) => layer.Variables
        .Where(static variable => !KerasEnum.TryParse<DType>(variable.DType, out _))
        .Select(static variable => new WrongArgument(variable.Line, variable.DType, $"there is no element type '{variable.DType}'"));
}

/// <summary>Something in a line of a contract that can't be so.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Text">What is wrong in it.</param>
/// <param name="Problem">Why, in words.</param>
public sealed record WrongArgument(int Line, string Text, string Problem)
{
    /// <summary>The name that was likely meant; null if there is none, or it isn't a name that is wrong.</summary>
    public string? Instead { get; init; }
}
