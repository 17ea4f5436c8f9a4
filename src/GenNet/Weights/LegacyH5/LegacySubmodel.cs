using GenNet.Weights.Matching;

namespace GenNet.Weights.LegacyH5;

/// <summary>
/// The layers of a model among the layers of a legacy file. Their arrays stand in one list: all that were trained when it was saved, then all others; of a frozen model layer by layer. Most
/// releases name the layer in each array's name, Keras 3.0 to 3.2 don't.
/// </summary>
internal static class LegacySubmodel
{
    /// <summary>The layers, called by the names that the file has for them.</summary>
    /// <param name="layer">The model as the file has it.</param>
    /// <param name="node">As the class has it.</param>
    /// <param name="told">As the file itself tells it, by a contract or a config; null if it doesn't.</param>
    public static IReadOnlyList<StoredLayer> LayersOf(LegacyLayer layer, LegacyNode node, LegacyNode? told) => AsIn(layer, node) ?? (told is null ? null : AsIn(layer, told)) ?? ByScope(layer);

    /// <summary>The layers of a model of which the class has a model within, or layers of one.</summary>
    /// <inheritdoc cref="LayersOf"/>
    public static IReadOnlyList<StoredLayer> LayersAround(LegacyLayer layer, LegacyNode node, LegacyNode? told)
    {
        if (told is not null && AsIn(layer, told) is { } known)
            return known;
        var scoped = ByScope(layer);
        if (told is not null || node.Layers.All(child => scoped.Any(stored => stored.Name == child.Name)) || LegacyPart.IsLayer(layer, node))
            return scoped;
        if (LegacyPart.In(layer, node) is not { } found)
            return [.. scoped.Select(stored => stored with { Doubt = LegacyPart.Doubt(layer, node) })];
        var taken = found.SelectMany(static stored => stored.Variables).SelectMany(static variable => variable.Array.Sources).ToHashSet(StringComparer.Ordinal);
        return [.. found, .. ByScope(layer with { Weights = [.. layer.Weights.Where(weight => !weight.Array.Sources.Any(taken.Contains))] })];
    }

    private static IReadOnlyList<StoredLayer>? AsIn(LegacyLayer layer, LegacyNode node) =>
        ByName(layer, node, static weight => weight.Scopes) ?? ByName(layer, node, WithoutNumber) ?? ByOrder(layer, node);

    // A network that a program has made before gets other names of variables, and its layers keep theirs: conv1_1/kernel is of conv1.
    private static IReadOnlyList<string> WithoutNumber(LegacyWeight weight) =>
        weight.Scopes is [.., var last] && AutomaticNames.Split(last) is { Number: > 0, Stem: var stem } ? [.. weight.Scopes.Take(weight.Scopes.Count - 1), stem] : [];

    private static IReadOnlyList<StoredLayer>? ByName(LegacyLayer layer, LegacyNode node, Func<LegacyWeight, IReadOnlyList<string>> scopes)
    {
        var owners = layer.Weights.Select(weight => OwnerOf(scopes(weight), node)).ToArray();
        if (Array.Exists(owners, static owner => owner is null))
            return null;
        var groups = layer.Weights.Zip(owners, static (weight, owner) => (Weight: weight, Owner: owner!)).GroupBy(static pair => pair.Owner).ToArray();
        return Array.TrueForAll(groups, static group => group.Count() == group.Key.Variables.Count)
            ? [.. groups.Select(group => Stored(group.Key, $"{layer.Name}/{RelativeTo(node, group.Key)}", [.. group.Select(static pair => pair.Weight)]))]
            : null;
    }

    // The layer whose name, with those of the models around it, stands in the array's name; of several the one with most of them.
    private static ExpectedLayer? OwnerOf(IReadOnlyList<string> scopes, LegacyNode node)
    {
        var fitting = node.Layers.Select(layer => (Layer: layer, Names: RelativeTo(node, layer).Split('/'))).Where(candidate => IsWithin(candidate.Names, scopes)).ToArray();
        var most = fitting.Select(static candidate => candidate.Names.Length).DefaultIfEmpty().Max();
        var owners = Array.FindAll(fitting, candidate => candidate.Names.Length == most);
        if (owners is [var owner])
            return owner.Layer;
        // Many releases leave out the models between.
        var last = Array.FindAll([.. node.Layers], layer => scopes.Contains(layer.Name[(layer.Name.LastIndexOf('/') + 1)..]));
        return fitting.Length == 0 && last is [var only] ? only : null;
    }

    private static bool IsWithin(string[] names, IReadOnlyList<string> scopes)
    {
        var next = 0;
        foreach (var scope in scopes)
            next += next < names.Length && scope == names[next] ? 1 : 0;
        return next == names.Length;
    }

    // Only where no name of a layer stands in the way: a chosen one that the class doesn't have is another layer's.
    private static IReadOnlyList<StoredLayer>? ByOrder(LegacyLayer layer, LegacyNode node)
    {
        if (layer.Weights.Any(weight => weight.Scopes.Count > 0 && !AutomaticNames.TryParse(weight.Scopes[^1], out _, out _) && weight.Scopes[^1] != layer.Name))
            return null;
        var layerByLayer = node.Variables.ToArray();
        var trainedFirst = layerByLayer.OrderBy(static v => v.Variable.IsState).ToArray();
        var order = ((ExpectedLayer Layer, ExpectedVariable Variable)[][])[trainedFirst, layerByLayer];
        if (Array.Find(order, variables => Agree(layer.Weights, variables)) is not { } found)
            return null;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. node.Layers.Select(child =>
        {
            var kind = child.ToMatch.Kind!;
            var number = numbers[kind] = numbers.GetValueOrDefault(kind, -1) + 1;
            var weights = layer.Weights.Zip(found).Where(pair => pair.Second.Layer == child).Select(static pair => pair.First).ToArray();
            // A name as Keras makes them: nobody chose one, and the report says that positions decided.
            var name = number == 0 ? kind : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}_{number}");
            return Stored(child, $"{layer.Name}/{name}", weights) with { Kind = kind };
        })];
    }

    private static bool Agree(IReadOnlyList<LegacyWeight> weights, (ExpectedLayer Layer, ExpectedVariable Variable)[] variables) =>
        weights.Count == variables.Length && weights.Zip(variables).All(static pair => pair.First.Leaf == pair.Second.Variable.LeafName && pair.First.Array.HasShape(pair.Second.Variable.Shape));

    private static IReadOnlyList<StoredLayer> ByScope(LegacyLayer layer) =>
        [.. layer.Weights.GroupBy(weight => string.Join('/', weight.Scopes is [var first, _, ..] && first == layer.Name ? weight.Scopes.Skip(1) : weight.Scopes)).Select(group => new StoredLayer(
            $"{layer.Group}/{group.Key}", $"{layer.Name}/{group.Key}".TrimEnd('/'), null, [.. group.Select(static weight => new StoredVariable(weight.Leaf, weight.Array))]))];

    private static StoredLayer Stored(ExpectedLayer layer, string name, IReadOnlyList<LegacyWeight> weights) =>
        new(layer.Group, name, null, LegacyLayers.VariablesOf(weights, layer));

    private static string RelativeTo(LegacyNode node, ExpectedLayer layer) => layer.Name.Length > node.Name.Length ? layer.Name[(node.Name.Length + 1)..] : layer.Name;
}
