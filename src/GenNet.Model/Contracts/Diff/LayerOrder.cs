namespace GenNet.Contracts;

/// <summary>Finds layers with weights that are declared in another order than before.</summary>
internal static class LayerOrder
{
    private const string Trainable = "trainable";

    public static IEnumerable<ContractChange> Compare(ContractVersion old, LayerMatching matching)
    {
        var places = old.Layers.Select(static (layer, index) => (layer.Name, index)).ToDictionary(static l => l.Name, static l => l.index, StringComparer.Ordinal);
        var all = matching.Pairs.Where(static p => p.Old is { Variables.Count: > 0 } old && old.Name == p.New.Name).ToArray();
        var allBefore = all.OrderBy(p => places[p.Old!.Name]).ToArray();
        foreach (var pair in all.Where((pair, place) => TrainsOtherwise(pair) && Array.IndexOf(allBefore, pair) != place))
        {
            yield return new(ChangeKind.Reordered, ChangeSeverity.Compatible, pair.Old, pair.New)
            {
                Argument = Trainable,
                Description = pair.New.Variables[0].IsState
                    ? "is not trained any more, so it stands behind the weights that are; GenNet and Keras 3 find it by its name, and legacy HDF5 in order has the trained ones first"
                    : "is trained now, so it stands before the weights that aren't; GenNet and Keras 3 find it by its name, and legacy HDF5 in order has the trained ones first",
            };
        }
        // The others stand where they stood beside it.
        var kept = all.Where(static pair => !TrainsOtherwise(pair)).ToArray();
        var before = kept.OrderBy(p => places[p.Old!.Name]).ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            if (!ReferenceEquals(kept[i], before[i]))
            {
                yield return new(ChangeKind.Reordered, ChangeSeverity.Compatible, kept[i].Old, kept[i].New)
                {
                    Description = $"stands where '{before[i].New.Name}' stood",
                };
            }
        }
    }

    private static bool TrainsOtherwise(LayerPair pair) => pair is { Old.IsVariable: true, New.IsVariable: true } && pair.Old.Variables[0].IsState != pair.New.Variables[0].IsState;
}
