using GenNet.Graph;

namespace GenNet.Contracts;

/// <summary>Which layers of a class an older version has under other names, as the class declares it.</summary>
public static class FormerNames
{
    /// <summary>Names in the older version by the present ones, of layers that are called otherwise there.</summary>
    /// <param name="old">The older version; its number is 0 if it isn't known.</param>
    /// <param name="now">The class.</param>
    public static IReadOnlyDictionary<string, string> In(ContractVersion old, ContractVersion now)
    {
        var names = new HashSet<string>(old.Layers.Select(static layer => layer.Name), StringComparer.Ordinal);
        var layers = now.Layers.Select(static layer => (layer.Name, layer.History)).ToArray();
        return In(names, old.Number, layers, [.. ExchangedNames.Of(old.Number, layers).Where(circle => circle.Values.All(names.Contains) && ExchangedNames.IsBefore(circle, old, now) == true)]);
    }

    /// <summary>The same of names alone.</summary>
    /// <param name="names">Names in the older version.</param>
    /// <param name="version">Its number; 0 if it isn't known.</param>
    /// <param name="layers">Names and histories of the class's layers.</param>
    /// <param name="exchanged">Of <see cref="ExchangedNames"/> those that the older version has from before the exchange.</param>
    public static IReadOnlyDictionary<string, string> In(
        ISet<string> names, int version, IEnumerable<(string Name, LayerHistory History)> layers, params IReadOnlyDictionary<string, string>[] exchanged)
    {
        var found = exchanged.SelectMany(static circle => circle).ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        var taken = new HashSet<string>(found.Values, StringComparer.Ordinal);
        var declared = layers.Where(static layer => layer.History.FormerNames.Count > 0).ToArray();
        // A present name that another layer had then is none of this layer's: one claim may lead to the next.
        for (var count = -1; count < found.Count;)
        {
            count = found.Count;
            foreach (var (name, history) in declared.Where(layer => !found.ContainsKey(layer.Name)))
            {
                if (Of(history, name, names, taken, version) is { } former && former != name && taken.Add(former))
                    found[name] = former;
            }
        }
        return found;
    }

    /// <summary>The model around a layer that has another name now, where the layer has the same name in it: <c>encoder</c> and <c>backbone</c> of <c>backbone/dense</c>, once <c>encoder/dense</c>; null if that isn't what happened.</summary>
    public static (string Old, string New)? RenamedModel(string old, string now)
    {
        var slash = now.IndexOf('/');
        var inner = slash < 0 ? "" : now.Substring(slash);
        return slash >= 0 && old.Length > inner.Length && old.EndsWith(inner, StringComparison.Ordinal) ? (old.Substring(0, old.Length - inner.Length), now.Substring(0, slash)) : null;
    }

    /// <summary>
    /// What <c>[FormerName]</c> says of a layer that is now called <paramref name="now"/>: of a layer of a model, the model's former name if just that changed, else the name within the model, or
    /// with a slash in front for each model that it moved into.
    /// </summary>
    public static string ToDeclare(string old, string now)
    {
        if (!now.Contains('/'))
            return old;
        if (RenamedModel(old, now) is { } renamed)
            return renamed.Old;
        var model = now.Substring(0, now.LastIndexOf('/') + 1);
        return old.StartsWith(model, StringComparison.Ordinal) ? old.Substring(model.Length) : new string('/', now.Count(static c => c == '/')) + old;
    }

    /// <summary>The name of the list that both are elements of, with the same number, before and now: <c>blocks</c> of <c>blocks_2</c> and <c>stages_2</c>; null if they aren't.</summary>
    public static string? RenamedList(string old, string now) =>
        ListOf(now) is { } list && now.Substring(list.Length) is var number && old.Length > number.Length && old.EndsWith(number, StringComparison.Ordinal) ? old.Substring(0, old.Length - number.Length) : null;

    /// <summary>The name of the list that a layer of this name could be an element of: <c>blocks</c> of <c>blocks_2</c>; null if it could be of none.</summary>
    public static string? ListOf(string name) =>
        name.LastIndexOf('_') is > 0 and var end && end + 1 < name.Length && name.Skip(end + 1).All(static c => c is >= '0' and <= '9') ? name.Substring(0, end) : null;

    // What is said of a version goes before the present name, and the present name before what is said of none in particular.
    private static string? Of(LayerHistory history, string name, ISet<string> names, ISet<string> taken, int version)
    {
        var said = history.FormerNames.Where(former => version > 0 && former.Since > version).OrderBy(static former => former.Since).Select(static former => former.Name);
        var unsaid = history.FormerNames.Where(former => former.Since == 0 || version == 0).Select(static former => former.Name);
        return said.Append(name).Concat(unsaid).FirstOrDefault(candidate => names.Contains(candidate) && !taken.Contains(candidate));
    }
}
