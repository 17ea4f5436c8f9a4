using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>A class as a file has it that was saved before its layers were renamed: under the names that they had, and without those that begin anew.</summary>
internal static class FormerModel
{
    /// <summary>What is to be filled from the file.</summary>
    /// <param name="model">The class.</param>
    /// <param name="names">Names in the file by the present ones, of layers that are called otherwise there.</param>
    /// <param name="beginAnew">Present names of layers that take nothing.</param>
    public static ExpectedModel Of(ExpectedModel model, IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> beginAnew)
    {
        if (names.Count == 0 && beginAnew.Count == 0)
            return model;
        var layers = model.Layers.Select((layer, i) => (Place: i, Layers: layer.IsOwn ? Own(layer, names, beginAnew) : beginAnew.Contains(layer.Name) ? [] : [Called(layer, names.GetValueOrDefault(layer.Name, layer.Name))]))
            .SelectMany(static pair => pair.Layers.Select(layer => (pair.Place, Layer: layer))).ToArray();
        var places = model.ListOrder.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index);
        return new(model.Name, [.. layers.Select(static pair => pair.Layer)])
        {
            ListOrder = [.. Enumerable.Range(0, layers.Length).OrderBy(i => places[layers[i].Place])],
            Contract = model.Contract,
            Versions = model.Versions,
            InputRanks = model.InputRanks,
            Flattened = model.Flattened,
            ContractText = model.ContractText,
            ContractHash = model.ContractHash,
        };
    }

    private static ExpectedLayer Called(ExpectedLayer layer, string name) => name == layer.Name ? layer : new(name, layer.Kind, layer.Group, layer.Variables)
    {
        OtherGroups = layer.OtherGroups,
        KerasPlace = layer.KerasPlace,
        Present = layer.Present,
    };

    // Each weight of a model's own has a name that may be a former one; together they stand as one layer, called as their model.
    private static IEnumerable<ExpectedLayer> Own(ExpectedLayer layer, IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> beginAnew) => layer.Variables
        .Where(variable => !beginAnew.Contains(layer.NameOf(variable.Name)))
        .Select(variable => (Variable: variable, Name: names.GetValueOrDefault(layer.NameOf(variable.Name), layer.NameOf(variable.Name))))
        .GroupBy(static own => own.Name[..Math.Max(0, own.Name.LastIndexOf('/'))], StringComparer.Ordinal)
        .Select(group => new ExpectedLayer(
            group.Key, layer.Kind, layer.Group,
            [.. group.Select(static own => own.Variable with { Name = own.Name[(own.Name.LastIndexOf('/') + 1)..], Present = own.Variable.Present })])
        {
            OtherGroups = layer.OtherGroups,
            KerasPlace = layer.KerasPlace,
            IsOwn = true,
            Present = layer.Present,
        });
}
