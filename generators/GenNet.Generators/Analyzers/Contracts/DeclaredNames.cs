using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Naming;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>What the former names that a property declares lead to in the versions of its class's contract.</summary>
internal sealed class DeclaredNames(ModelComparison comparison, WeightContract contract)
{
    private readonly (ContractVersion Version, IReadOnlyDictionary<string, string> Names)[] _former = [.. contract.Versions.Select(version => (version, FormerNames.In(version, comparison.Now)))];
    private readonly HashSet<string> _present = new(comparison.Model.Layers.SelectMany(static layer => NamesIn(layer.KerasName)), StringComparer.Ordinal);

    /// <summary>Whether a layer of the property has the name in some version.</summary>
    /// <param name="property">The property.</param>
    /// <param name="name">The name that it declares; of a list the one without numbers.</param>
    public bool Leads(string property, string name) => LayersOf(property).Any(layer =>
        _former.Any(version => version.Names.TryGetValue(layer.KerasName, out var former) && (former == name || NamesIn(former).Contains(name) || FormerNames.ListOf(NamesIn(former).First()) == name)));

    /// <summary>Whether a layer of the class is called so now, and whether a version has the name.</summary>
    public (bool IsPresent, bool WasThere) Known(string name) => (_present.Contains(name), contract.Versions.Any(version => NamesOf(version).Contains(name)));

    /// <summary>A version that has the name and the property's own, too, so that the own one counts; null if there is none.</summary>
    public ContractVersion? WithBoth(string property, string name) => LayersOf(property).Select(static layer => layer.KerasName).FirstOrDefault() is { } own
        ? contract.Versions.FirstOrDefault(version => NamesOf(version).Contains(name) && NamesOf(version).Contains(own)) : null;

    /// <summary>Whether the layer called <paramref name="name"/> now declares to have been called as the property's layer is.</summary>
    public bool IsExchanged(string property, string name) => LayersOf(property).Any(layer =>
        ExchangedNames.Of(0, comparison.Now.Layers.Select(static now => (now.Name, now.History))).Any(circle => circle.TryGetValue(layer.KerasName, out var former) && former == name));

    /// <summary>The name that may have been meant for what the property declares, a layer or a model: one that is gone first, else any of a version.</summary>
    public string? NearestTo(string property, string name)
    {
        var isModel = LayersOf(property).Any(static layer => layer.Property.Contains('.'));
        var names = contract.Versions.SelectMany(static version => version.Layers).SelectMany(layer => isModel ? NamesIn(layer.Name).Where(model => model != layer.Name) : [layer.Name]).SelectMany(WithList).Distinct().ToArray();
        return NearestName.Of(name, names.Where(known => !_present.Contains(known))) ?? NearestName.Of(name, names.Where(known => !_present.Contains(known) || known != name));
    }

    /// <summary>Whether weights of the property's layers are reported as new or renamed.</summary>
    public bool IsReported(string property) => comparison.Changes.SelectMany(static change => change.Parts)
        .Any(part => part.OwnSeverity == ChangeSeverity.Breaking && part.New is { } layer && LayersOf(property).Any(own => own.KerasName == layer.Name));

    private IEnumerable<LayerNode> LayersOf(string property) => comparison.Model.Layers.Where(layer => layer.Declaration == property);

    private static IEnumerable<string> NamesOf(ContractVersion version) => version.Layers.SelectMany(static layer => NamesIn(layer.Name)).SelectMany(WithList);

    private static string[] WithList(string name) => FormerNames.ListOf(name) is { } list ? [name, list] : [name];

    // Of a layer of models, their names, and its own.
    private static IEnumerable<string> NamesIn(string name)
    {
        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
            yield return name.Substring(0, slash);
        yield return name;
    }
}
