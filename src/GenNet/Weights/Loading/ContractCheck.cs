using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>
/// What a file was saved with, compared with what the class is now, by the one differ. What becomes of variables is seen in the arrays themselves; here it is told
/// what they can't show: that the same weights compute something else.
/// </summary>
/// <param name="Saved">The contract that the file was saved with, if it is another than the class's; else null.</param>
/// <param name="Changes">What changed in behaviour, besides the layers that are new or gone.</param>
/// <param name="Unchecked">Why nothing could be compared; null if it was.</param>
internal sealed record ContractCheck(ContractVersion? Saved, IReadOnlyList<ContractChange> Changes, string? Unchecked = null)
{
    private static readonly ContractCheck s_equal = new(null, []);

    /// <summary>Whether the file was saved with the class as it is now.</summary>
    public bool IsOwn => ReferenceEquals(this, s_equal);

    /// <summary>Compares the contract that GenNet noted in a file with the class's.</summary>
    /// <exception cref="WeightFileException">The contract isn't the one that the file's hash is of.</exception>
    public static ContractCheck Of(IWeightContainer file, ExpectedModel model)
    {
        if (model.Contract is null || !file.Metadata.TryGetValue(WeightMetadata.ContractHash, out var hash))
            return new(null, [], "the file does not tell what the model computes from its weights (activations, epsilons, paddings …)");
        if (hash == model.ContractHash)
            return s_equal;
        if (WeightMetadata.ContractIn(file.Metadata) is not { } text)
            return new(null, [], "it was saved with another contract and holds that one's hash alone");
        if (WeightContract.Parse(text).Contract?.Current is not { } saved)
            return new(null, [], "it was saved with another contract, in a grammar that this version of GenNet does not know");
        if (saved.Hash != hash)
        {
            throw WeightFileException.Damaged(
                file.File, null, $"the contract in {WeightMetadata.Contract} has the hash {saved.Hash}, and {WeightMetadata.ContractHash} says {hash}");
        }
        return Between(saved, model.Contract.Value);
    }

    /// <summary>Compares what weights were saved with and what they are to be loaded into.</summary>
    public static ContractCheck Between(ContractVersion saved, ContractVersion now)
    {
        // An edit with what followed from it is one change; what of all that passes is asked of each part.
        var changes = ContractDiff.Compare(saved, now).SelectMany(static change => change.Consequences.Prepend(change)).ToArray();
        // Where layers with variables are new or gone, renamed ones among them, their neighbours take other values: that is what the options for missing and unused
        // let pass.
        var isRebuilt = changes.Any(static c => c.OwnSeverity == ChangeSeverity.Breaking
            && c.Kind is ChangeKind.LayerAdded or ChangeKind.LayerRemoved or ChangeKind.LayerRenamed or ChangeKind.KindChanged);
        return new(saved, [.. changes.Where(c =>
            c.OwnSeverity == ChangeSeverity.Behaviour && !(isRebuilt && c.Kind is ChangeKind.ConnectionChanged or ChangeKind.OutputsChanged))]);
    }

    /// <summary>The class that a layer of the file was of; null if the file doesn't tell.</summary>
    public string? KindOf(string layer) => Saved?.Layers.FirstOrDefault(l => l.Name == layer)?.Kind;
}
