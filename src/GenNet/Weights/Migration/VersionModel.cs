using GenNet.Contracts;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>What a file of an older version of a contract holds, as a model that it fills.</summary>
internal static class VersionModel
{
    /// <summary>The version's layers and variables in the order of its contract.</summary>
    /// <param name="version">The version.</param>
    /// <param name="now">The class: layers that both have are called in Keras' files as it calls them.</param>
    /// <param name="names">Names in the version by the present ones.</param>
    public static ExpectedModel Of(ContractVersion version, ExpectedModel now, IReadOnlyDictionary<string, string> names)
    {
        var present = new Dictionary<string, ExpectedLayer>(StringComparer.Ordinal);
        foreach (var layer in now.Layers.Where(static layer => !layer.IsOwn))
            present.TryAdd(names.GetValueOrDefault(layer.Name, layer.Name), layer);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        return new(now.Name, [.. version.Layers.Where(static layer => layer.Variables.Count > 0).GroupBy(static layer => layer.IsVariable ? $"{ModelOf(layer.Name)}/" : layer.Name, StringComparer.Ordinal)
            .Select(group => group.First().IsVariable ? Own([.. group]) : Layer(group.First(), present.GetValueOrDefault(group.Key), kinds))]);
    }

    private static ExpectedLayer Own(ContractLayer[] variables) => new(
        ModelOf(variables[0].Name), variables[0].Kind, "", [.. variables.Select(static layer => Variable(layer.Variables[0], null))]) { IsOwn = true };

    private static ExpectedLayer Layer(ContractLayer layer, ExpectedLayer? present, Dictionary<string, int> kinds)
    {
        var places = VariablePlaces.Of(layer);
        var kind = LayerClass.InNames(layer.Kind);
        var number = kinds[kind] = kinds.GetValueOrDefault(kind, -1) + 1;
        var group = present is not null && present.Kind == layer.Kind ? present.Group : number == 0 ? $"layers/{kind}" : $"layers/{kind}_{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return new(layer.Name, layer.Kind, group, [.. layer.Variables.Select((variable, i) => Variable(variable, places[i]))]);
    }

    private static ExpectedVariable Variable(ContractVariable variable, VariableSpec? place) => new(variable.Name, variable.Shape, place?.Path ?? "", place?.Scope ?? "") { DType = TypeOf(variable.DType) };

    private static DType TypeOf(string name) => KerasEnum.TryParse<DType>(name, out var type) ? type : DType.Float32;

    private static string ModelOf(string name) => name[..Math.Max(0, name.LastIndexOf('/'))];
}
