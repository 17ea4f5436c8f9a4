using GenNet.Weights.Matching;

namespace GenNet.Weights.LegacyH5;

/// <summary>
/// The layers of a model that lies in another one among the layers of a legacy file: <c>backbone/encoder</c>. The file lists all arrays of <c>backbone</c> in one group and nearly never names what lies between. The caller says
/// that the model is there; which arrays are its own follows from its layers' own names, or from the order where one place alone fits.
/// </summary>
internal static class LegacyPart
{
    /// <summary>The layers of the class, with a word on what told them; null if nothing does.</summary>
    /// <param name="layer">The outermost model as the file has it.</param>
    /// <param name="node">What the class has of it.</param>
    public static IReadOnlyList<StoredLayer>? In(LegacyLayer layer, LegacyNode node)
    {
        var (weights, told) = (ByNames(layer, node), "their own names");
        if (weights is null)
            (weights, told) = (ByPlace(layer, node), "their order and shapes, which fit in one place alone");
        if (weights is null)
            return null;
        var remark = $"the file does not name the models within {layer.Name}: that {ModelsOf(node)} is there is taken from the options, and its layers were told by {told}";
        return [.. node.Layers.Select(child => new StoredLayer(child.Group, child.Name, null, LegacyLayers.VariablesOf(weights[child], child)) { Remark = remark })];
    }

    /// <summary>Whether one of the names between is a layer's.</summary>
    public static bool IsLayer(LegacyLayer layer, LegacyNode node) => node.Layers.SelectMany(ScopesOf).Any(name => layer.Weights.Any(weight => weight.Scopes is [.., var last] && last == name));

    /// <summary>Why nothing tells them, as a sentence without its full stop.</summary>
    public static string Doubt(LegacyLayer layer, LegacyNode node) =>
        $"the file lists the arrays of {layer.Name} without the names of the models within it, and neither names of layers nor one place for all of their shapes tell which are those of {ModelsOf(node)}";

    // Names are each another within the outermost model, or Keras could not have saved it.
    private static Dictionary<ExpectedLayer, IReadOnlyList<LegacyWeight>>? ByNames(LegacyLayer layer, LegacyNode node)
    {
        var around = node.Layers.SelectMany(ScopesOf).Append(layer.Name).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<ExpectedLayer, IReadOnlyList<LegacyWeight>>();
        foreach (var child in node.Layers)
        {
            var name = LastOf(child);
            LegacyWeight[] own = [.. layer.Weights.Where(weight => weight.Scopes.Contains(name))];
            if (own.Length != child.Variables.Count || !Array.TrueForAll(own, weight => weight.Scopes.TakeWhile(scope => scope != name).All(scope => around.Contains(scope) || AutomaticNames.AreAll([scope]))))
                return null;
            found[child] = own;
        }
        return found.Values.SelectMany(static own => own).Distinct().Count() == found.Values.Sum(static own => own.Count) ? found : null;
    }

    // What was trained stands before what wasn't, of all layers together; of what was frozen layer by layer.
    private static Dictionary<ExpectedLayer, IReadOnlyList<LegacyWeight>>? ByPlace(LegacyLayer layer, LegacyNode node)
    {
        (ExpectedLayer Layer, ExpectedVariable Variable)[] all = [.. node.Variables];
        var trained = Array.FindAll(all, static v => !v.Variable.IsState);
        var state = Array.FindAll(all, static v => v.Variable.IsState);
        var apart = PlacesOf(layer.Weights, trained, 0).Take(2)
            .SelectMany(start => PlacesOf(layer.Weights, state, start + trained.Length).Take(2).Select(other => Owned(layer.Weights, (trained, start), (state, other))));
        var together = state.Length == 0 ? [] : PlacesOf(layer.Weights, all, 0).Take(2).Select(start => Owned(layer.Weights, (all, start)));
        return apart.Concat(together).Where(static owned => owned is not null).Take(2).ToArray() is [{ } only] ? only : null;
    }

    private static IEnumerable<int> PlacesOf(IReadOnlyList<LegacyWeight> weights, (ExpectedLayer Layer, ExpectedVariable Variable)[] variables, int from)
    {
        if (variables.Length == 0)
        {
            yield return from;
            yield break;
        }
        for (var start = from; start + variables.Length <= weights.Count; start++)
        {
            var fits = true;
            for (var i = 0; fits && i < variables.Length; i++)
                fits = Fits(weights[start + i], variables[i].Layer, variables[i].Variable);
            if (fits)
                yield return start;
        }
    }

    private static bool Fits(LegacyWeight weight, ExpectedLayer layer, ExpectedVariable variable) =>
        weight.Leaf == variable.LeafName && weight.Array.HasShape(variable.Shape) && (weight.Scopes is not [.., var scope] || scope == LastOf(layer) || AutomaticNames.Is(scope, layer.KindInNames));

    // The arrays of a layer have one name around them, and those of two layers two.
    private static Dictionary<ExpectedLayer, IReadOnlyList<LegacyWeight>>? Owned(IReadOnlyList<LegacyWeight> weights, params ((ExpectedLayer Layer, ExpectedVariable Variable)[] Variables, int Start)[] places)
    {
        var owned = places.SelectMany(place => place.Variables.Select((variable, i) => (variable.Layer, Weight: weights[place.Start + i])))
            .GroupBy(static pair => pair.Layer, static pair => pair.Weight).ToDictionary(static group => group.Key, static group => (IReadOnlyList<LegacyWeight>)[.. group]);
        var scopes = owned.Values.Select(static own => own.Select(static weight => string.Join('/', weight.Scopes)).Distinct().ToArray()).ToArray();
        var named = scopes.SelectMany(static all => all).Where(static scope => scope.Length > 0).ToArray();
        return Array.TrueForAll(scopes, static all => all.Length == 1) && named.Distinct().Count() == named.Length ? owned : null;
    }

    // The models between the outermost one and the layer.
    private static IEnumerable<string> ScopesOf(ExpectedLayer layer) => layer.Name.Split('/')[1..^1];

    private static string ModelsOf(LegacyNode node) => string.Join(", ", node.Layers.Select(static layer => layer.Name[..Math.Max(0, layer.Name.LastIndexOf('/'))]).Distinct());

    private static string LastOf(ExpectedLayer layer) => layer.Name[(layer.Name.LastIndexOf('/') + 1)..];
}
