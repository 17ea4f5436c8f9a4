using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>Layers whose present names are the former ones of others in a file: what it calls so is the others', and it has nothing for these.</summary>
internal sealed class TakenNames
{
    private readonly IReadOnlyList<(string Layer, string Taker)> _left;

    private TakenNames(IReadOnlyList<string> beginAnew, IReadOnlyList<(string Layer, string Taker)> left) => (BeginAnew, _left) = (beginAnew, left);

    /// <summary>Those that begin anew, as the class declares: a layer that is new beside the renamed one.</summary>
    public IReadOnlyList<string> BeginAnew { get; }

    /// <summary>The others, in words.</summary>
    public IReadOnlyList<string> Untold => [.. _left.Select(static pair =>
        $"'{pair.Layer}' in the file is {pair.Taker}'s, as [FormerName(\"{pair.Layer}\")] on {pair.Taker} declares, so that the file has nothing for {pair.Layer} of the model")];

    /// <summary>Finds them.</summary>
    /// <param name="names">Names in the file by the present ones, of layers that are called otherwise there.</param>
    /// <param name="beginAnew">Present names of layers that take nothing.</param>
    /// <param name="now">The class.</param>
    public static TakenNames Of(IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> beginAnew, ContractVersion now)
    {
        var takers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (layer, inFile) in names.Where(pair => !beginAnew.Contains(pair.Key)))
            takers.TryAdd(inFile, layer);
        var taken = now.Layers.Where(layer => layer.Variables.Count > 0 && takers.ContainsKey(layer.Name) && !names.ContainsKey(layer.Name) && !beginAnew.Contains(layer.Name))
            .ToLookup(static layer => layer.History.ReinitializedSince is not null, static layer => layer.Name);
        return new([.. taken[true]], [.. taken[false].Select(layer => (layer, takers[layer]))]);
    }

    /// <summary>The names with those that stand for nothing in the file.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> names) => _left.Count == 0
        ? names
        : names.Concat(_left.Select(static pair => KeyValuePair.Create(pair.Layer, $"{pair.Layer} of the model, whose name is {pair.Taker}'s there")))
            .ToDictionary(StringComparer.Ordinal);
}
