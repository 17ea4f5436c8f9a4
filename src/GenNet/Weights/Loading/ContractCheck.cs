using GenNet.Contracts;
using GenNet.Specs;
using GenNet.Weights.KerasArchive;
using GenNet.Weights.LegacyH5;

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

    /// <summary>What the class declares about the way from <see cref="Saved"/>; null where that isn't known.</summary>
    public DeclaredWay? Way { get; private init; }

    /// <summary>Whether <see cref="Saved"/> is the contract that GenNet noted in the file, or the version that the caller named; else it was read from a config of Keras.</summary>
    public bool IsToldByTheFile { get; private init; }

    /// <summary>Why the migrations that the class declares for the version of the file lead nowhere: what names alone make of it isn't what was declared. Null if they don't.</summary>
    public string? Astray { get; private init; }

    private bool IsOfParts { get; init; }

    private const string Untold = "the file does not tell what the model computes from its weights (classes of layers, activations, epsilons, paddings …)";

    private static readonly ContractCheck s_equal = new(null, null, []);

    /// <summary>Whether the file was saved with the class as it is now.</summary>
    public bool IsOwn => ReferenceEquals(this, s_equal);

    /// <summary>Compares what a file tells of the model that was saved, a contract of GenNet's or Keras' config, with the class's contract.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The class.</param>
    /// <param name="options">Where a change of behaviour may pass, nothing needs to be compared, and a damaged contract harms nobody. They may name the version.</param>
    /// <exception cref="ArgumentException">They name a version that there isn't, or another than the file does.</exception>
    /// <exception cref="WeightFileException">The contract isn't the one that the file's hash is of.</exception>
    public static ContractCheck Of(IWeightContainer file, ExpectedModel model, LoadOptions options)
    {
        if (model.Contract is null)
            return Impossible(Untold);
        if (SavedVersion.Of(file, model, options) is { } version)
            return Between(version, model.Contract.Value) with { IsToldByTheFile = true, Astray = model.Versions!.Value.WayFrom(version).Astray };
        var isOwn = file.Metadata.TryGetValue(WeightMetadata.ContractHash, out var hash) && hash == model.ContractHash;
        // The usual case, for which no contract is read.
        if (isOwn && (WeightMetadata.ContractIn(file.Metadata) is not { } text || text == model.ContractText))
            return s_equal;
        var saved = SavedContract.In(file.Metadata);
        if (saved.Damage is { } damage)
            return Damaged(file, damage, options);
        if (isOwn)
            return s_equal;
        return saved switch
        {
            { Version: { } told } => Between(told with { Number = 0 }, model.Contract.Value) with { IsToldByTheFile = true },
            { IsNewer: true } => Impossible("it was saved with another contract, in a grammar that this version of GenNet does not know"),
            { Hash: not null } => Impossible("it was saved with another contract and holds that one's hash alone") with { IsAnotherUnseen = true },
            _ => OfConfig(file, model.Contract.Value, model.InputRanks),
        };
    }

    private static ContractCheck OfConfig(IWeightContainer file, ContractVersion now, IReadOnlyDictionary<string, int> ranks) => file switch
    {
        KerasArchiveFile archive => KerasModelCheck.Of(file, archive.Config, "config.json", now, ranks),
        LegacyWeightsFile { Config: { } config } => KerasModelCheck.Of(file, config, "model_config", now, ranks),
        _ => Impossible(Untold),
    };

    // The arrays may be whole all the same: who wants them says that what they mean need not be compared.
    private static ContractCheck Damaged(IWeightContainer file, string problem, LoadOptions options) => options.AllowsBehaviourChange
        ? Impossible(problem)
        : throw new WeightFileException(
            file.File, null, problem,
            $"{WeightFileException.TakeAnotherCopy}; LoadOptions.{nameof(LoadOptions.AllowBehaviourChange)} loads its weights without comparing what the model computed from them.");

    /// <summary>The check of a file that was saved with the very class.</summary>
    public static ContractCheck Equal => s_equal;

    /// <summary>The check of a file that doesn't tell, and why.</summary>
    public static ContractCheck Impossible(string reason) => new(null, null, [], reason);

    /// <summary>Compares what weights were saved with and what they are to be loaded into.</summary>
    public static ContractCheck Between(ContractVersion saved, ContractVersion now)
    {
        // An edit with what followed from it is one change; what of all that passes is asked of each part. That the neighbours of a layer that is new or gone, a renamed one
        // among them, take other values is no change of theirs: the options for missing and unused let it pass. That others have changed places is.
        var way = DeclaredWay.Of(saved, now);
        return new(saved, now, [.. way.OfFunction]) { Way = way };
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
            ? (IsOfParts ? OfParts(renamed, Now, Unchecked) : Between(renamed, Now)) with { IsToldByTheFile = IsToldByTheFile, Astray = Astray }
            : this;

    // Its variables are seen in the arrays, and what it takes is not known.
    private static ContractLayer Before(ContractLayer now, ContractLayer part) =>
        now with { Kind = part.Kind, Arguments = part.Arguments, TrainingOnly = now.TrainingOnly && now.Kind == part.Kind };
}
