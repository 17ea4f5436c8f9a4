using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// Layers that exchanged their names, as the class declares with <c>[FormerName]</c> on each: they have each other's former names, two of them or a circle of more. An older version has all these names, too: what
/// layers are and take tells whether it was written before the exchange or after it, unless a declaration says since when.
/// </summary>
public static class ExchangedNames
{
    /// <summary>Circles of layers, each with names in the older version by the present ones.</summary>
    /// <param name="version">Number of the older version; 0 if it isn't known.</param>
    /// <param name="layers">Names and histories of the class's layers.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(int version, IEnumerable<(string Name, LayerHistory History)> layers)
    {
        var all = layers.ToArray();
        var present = new HashSet<string>(all.Select(static layer => layer.Name), StringComparer.Ordinal);
        var next = all.Select(layer => (layer.Name, Former: layer.History.FormerNames.FirstOrDefault(former => (former.Since == 0 || version == 0) && present.Contains(former.Name))?.Name))
            .Where(static layer => layer.Former is not null).ToDictionary(static layer => layer.Name, static layer => layer.Former!, StringComparer.Ordinal);
        var circles = new List<IReadOnlyDictionary<string, string>>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in next.Keys)
        {
            var circle = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var name = start; !met.Contains(name) && !circle.ContainsKey(name) && next.TryGetValue(name, out var former); name = former)
                circle[name] = former;
            if (circle.Count > 1 && circle.ContainsValue(start))
            {
                met.UnionWith(circle.Keys);
                circles.Add(circle);
            }
        }
        return circles;
    }

    /// <summary>Whether <paramref name="old"/> is from before the exchange; null if both fit it as well.</summary>
    /// <param name="circle">One of <see cref="Of"/>.</param>
    /// <param name="old">The older version.</param>
    /// <param name="now">The class.</param>
    public static bool? IsBefore(IReadOnlyDictionary<string, string> circle, ContractVersion old, ContractVersion now)
    {
        var (before, after) = (FitOf(circle, old, now), FitOf(new Dictionary<string, string>(), old, now));
        return before == after ? null : before > after;
    }

    // How many layers are what they were, under these names.
    private static int FitOf(IReadOnlyDictionary<string, string> names, ContractVersion old, ContractVersion now)
    {
        var before = old.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        var fitting = now.Layers.Count(layer => before.TryGetValue(NameOf(layer.Name), out var was)
            && was.Kind == layer.Kind && was.Arguments == layer.Arguments && was.Variables.Count == layer.Variables.Count && was.Variables.Zip(layer.Variables, static (a, b) => a.Fits(b)).All(static fits => fits)
            && was.Calls == layer.Calls.Select(call => call.Select(Of).ToEquatableArray()).ToEquatableArray());
        return fitting + (old.Outputs == now.Outputs.Select(Of).ToEquatableArray() ? 1 : 0);

        string NameOf(string name) => names.TryGetValue(name, out var former) ? former : name;

        ContractValue Of(ContractValue value) => value.IsLayer ? value with { Name = NameOf(value.Name) } : value;
    }
}
