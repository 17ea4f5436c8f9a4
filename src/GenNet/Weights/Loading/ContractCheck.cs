using GenNet.Contracts;
using GenNet.Specs;
using GenNet.Weights.KerasArchive;

namespace GenNet.Weights;

/// <summary>
/// What a file was saved with, compared with what the class is now, by the one differ. What becomes of variables is seen in the arrays themselves; here it is told
/// what they can't show: that the same weights compute something else.
/// </summary>
/// <param name="Saved">The contract that the file was saved with; null if that is the class's own, or isn't known.</param>
/// <param name="Now">The class's, as it was compared.</param>
/// <param name="Changes">What changed in behaviour, besides the layers that are new or gone.</param>
/// <param name="Unchecked">Why nothing could be compared; null if it was.</param>
internal sealed record ContractCheck(ContractVersion? Saved, ContractVersion? Now, IReadOnlyList<ContractChange> Changes, string? Unchecked = null)
{
    /// <summary>
    /// Whether the class is known to be another than the file was saved with, though nothing tells in what. Where all variables fit all the same, it is in what they mean.
    /// </summary>
    public bool IsAnotherUnseen { get; private init; }

    private bool IsOfParts { get; init; }

    private static readonly ContractCheck s_equal = new(null, null, []);

    /// <summary>Whether the file was saved with the class as it is now.</summary>
    public bool IsOwn => ReferenceEquals(this, s_equal);

    /// <summary>Compares what a file tells of the model that was saved, a contract of GenNet's or Keras' config, with the class's contract.</summary>
    /// <exception cref="WeightFileException">The contract isn't the one that the file's hash is of.</exception>
    public static ContractCheck Of(IWeightContainer file, ExpectedModel model)
    {
        if (model.Contract is null || !file.Metadata.TryGetValue(WeightMetadata.ContractHash, out var hash))
        {
            return file is KerasArchiveFile archive && model.Contract is not null
                ? KerasModelCheck.Of(archive, model.Contract.Value, model.InputRanks)
                : Impossible("the file does not tell what the model computes from its weights (activations, epsilons, paddings …)");
        }
        if (hash == model.ContractHash)
            return s_equal;
        if (WeightMetadata.ContractIn(file.Metadata) is not { } text)
            return Impossible("it was saved with another contract and holds that one's hash alone") with { IsAnotherUnseen = true };
        if (WeightContract.Parse(text).Contract?.Current is not { } saved)
            return Impossible("it was saved with another contract, in a grammar that this version of GenNet does not know");
        if (saved.Hash != hash)
        {
            throw WeightFileException.Damaged(
                file.File, null, $"the contract in {WeightMetadata.Contract} has the hash {saved.Hash}, and {WeightMetadata.ContractHash} says {hash}");
        }
        return Between(saved, model.Contract.Value);
    }

    /// <summary>The check of a file that doesn't tell, and why.</summary>
    public static ContractCheck Impossible(string reason) => new(null, null, [], reason);

    /// <summary>Compares what weights were saved with and what they are to be loaded into.</summary>
    public static ContractCheck Between(ContractVersion saved, ContractVersion now)
    {
        // An edit with what followed from it is one change; what of all that passes is asked of each part.
        var changes = ContractDiff.Compare(saved, now).SelectMany(static change => change.Consequences.Prepend(change)).ToArray();
        // Where layers with variables are new or gone, renamed ones among them, their neighbours take other values: that is what the options for missing and unused
        // let pass.
        var isRebuilt = changes.Any(static c => c.OwnSeverity == ChangeSeverity.Breaking
            && c.Kind is ChangeKind.LayerAdded or ChangeKind.LayerRemoved or ChangeKind.LayerRenamed or ChangeKind.KindChanged);
        return new(saved, now, [.. changes.Where(c =>
            c.ComputesOtherwise || c.OwnSeverity == ChangeSeverity.Behaviour && !(isRebuilt && c.Kind is ChangeKind.ConnectionChanged or ChangeKind.OutputsChanged))]);
    }

    /// <summary>Compares the layers that are known of what weights were saved with, each with the class's of its name; of the others the class is taken at its word.</summary>
    /// <param name="saved">The known layers.</param>
    /// <param name="now">The class.</param>
    /// <param name="reason">Why not all could be compared.</param>
    public static ContractCheck OfParts(ContractVersion saved, ContractVersion now, string? reason)
    {
        var known = saved.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        var before = now with { Layers = now.Layers.Select(layer => known.TryGetValue(layer.Name, out var part) ? Before(layer, part) : layer).ToEquatableArray() };
        return Between(before, now) with { Saved = saved, Unchecked = reason, IsOfParts = true };
    }

    /// <summary>The check once it is known which layers of the file are which.</summary>
    /// <param name="matched">Names of the class by those in the file, of layers that were matched by position.</param>
    public ContractCheck Matched(IReadOnlyDictionary<string, string> matched) =>
        Saved is not null && Now is not null && ContractRenaming.ToNamesOf(Saved, Now, matched) is var renamed && renamed != Saved
            ? IsOfParts ? OfParts(renamed, Now, Unchecked) : Between(renamed, Now)
            : this;

    // Its variables are seen in the arrays, and what it takes is not known.
    private static ContractLayer Before(ContractLayer now, ContractLayer part) =>
        now with { Kind = part.Kind, Arguments = part.Arguments, TrainingOnly = now.TrainingOnly && now.Kind == part.Kind };
}
