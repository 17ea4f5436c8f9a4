using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>The contract that GenNet noted in a weight file, as far as the file has one.</summary>
/// <param name="Version">What it says; null if there is none that can be read.</param>
/// <param name="Hash">Its hash; null if the file has none.</param>
internal sealed record SavedContract(ContractVersion? Version, string? Hash)
{
    /// <summary>Why it can't be the one that was saved; null if nothing contradicts it.</summary>
    public string? Damage { get; private init; }

    /// <summary>Whether it is whole, in a grammar that came after this GenNet's.</summary>
    public bool IsNewer { get; private init; }

    /// <summary>What the metadata of a file has.</summary>
    public static SavedContract In(IReadOnlyDictionary<string, string> metadata)
    {
        var hash = metadata.GetValueOrDefault(WeightMetadata.ContractHash);
        if (WeightMetadata.ContractIn(metadata) is not { } text)
            return new(null, hash);
        if (hash is null)
            return new(null, null) { Damage = $"it has a contract ({WeightMetadata.Contract}) and no hash of it ({WeightMetadata.ContractHash})" };
        var saved = WeightContract.Parse(text).Contract?.Current;
        if (saved?.Hash == hash)
            return new(saved, hash);
        return saved is null && WeightContract.IsNewer(text, hash)
            ? new(null, hash) { IsNewer = true }
            : new(null, hash) { Damage = $"the contract in it ({WeightMetadata.Contract}) is not the one that its hash is of ({WeightMetadata.ContractHash})" };
    }
}
