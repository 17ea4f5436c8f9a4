using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What the generator needs of a weight contract: which version is which. Comments and order don't count, so they re-emit nothing.</summary>
/// <param name="Path">Path of its file: of several contracts of a model the first one counts.</param>
/// <param name="Model">Full name of the model.</param>
/// <param name="Versions">Number, state and hash of each version, newest first.</param>
internal sealed record KnownContract(string Path, string Model, EquatableArray<KnownVersion> Versions)
{
    /// <summary>Whether anything of it could be read: whose it is, and versions.</summary>
    public bool IsReadable => Model.Length > 0;

    /// <summary>Reads an additional file; null if it is no contract. One that is wrong is reported by the analyzers, which a class that names its older versions must let compile.</summary>
    public static KnownContract? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (!file.Path.EndsWith(WeightContract.FileSuffix, StringComparison.OrdinalIgnoreCase) || file.GetText(cancellation) is not { } text)
            return null;
        var read = text.ToString();
        return (WeightContract.Parse(read).Contract ?? ReadableVersions.Of(read)) is { } contract
            ? new(file.Path, contract.Model, contract.Versions.Select(v => new KnownVersion(v.Number, v.IsDraft, v.Hash) { Text = KnownVersion.TextOf(contract.Model, v) }).ToEquatableArray())
            : new(file.Path, "", []);
    }

    /// <summary>The version that <paramref name="model"/> is, with number 0 if its contract doesn't have it; and the other versions of the contract, newest first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="contracts">All contracts of the project.</param>
    /// <param name="models">Full names of all models of the project.</param>
    public static (KnownVersion Now, EquatableArray<KnownVersion> Kept) VersionsOf(ModelSpec model, IReadOnlyCollection<KnownContract> contracts, IReadOnlyCollection<string> models)
    {
        var versions = Of(model, contracts, models)?.Versions ?? [];
        var hash = ContractVersion.Of(model).Hash;
        return (versions.FirstOrDefault(version => version.Hash == hash) ?? new(0, IsDraft: true, hash), versions.Where(version => version.Hash != hash).ToEquatableArray());
    }

    /// <summary>The contract of <paramref name="model"/>; null if there is none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="contracts">All contracts of the project.</param>
    /// <param name="models">Full names of all models of the project.</param>
    public static KnownContract? Of(ModelSpec model, IReadOnlyCollection<KnownContract> contracts, IReadOnlyCollection<string> models)
    {
        var name = ContractNames.Of(model.Name, name => contracts.Any(contract => contract.Model == name), models.Contains);
        return contracts.Where(contract => contract.Model == name).OrderBy(static contract => contract.Path, StringComparer.Ordinal).FirstOrDefault();
    }
}

/// <summary>A version of a weight contract.</summary>
/// <param name="Number">Its number; 0 if no contract has it.</param>
/// <param name="IsDraft">Whether it may still be rewritten.</param>
/// <param name="Hash">What it says, as a hash.</param>
internal sealed record KnownVersion(int Number, bool IsDraft, string Hash)
{
    /// <summary>What it says, as a contract that holds it alone, without comments; empty if no contract has it.</summary>
    public string Text { get; init; } = "";

    /// <summary>The text of a contract that holds <paramref name="version"/> alone, without its comments.</summary>
    public static string TextOf(string model, ContractVersion version) => new WeightContract(model, EquatableArray.Of(version.WithoutComments())).ToString();

    /// <summary>The version that <see cref="Text"/> holds.</summary>
    public ContractVersion Read() => WeightContract.Parse(Text).Contract!.Current;

    /// <summary>The text of a contract that holds <paramref name="model"/> as this version alone; one that no contract has is version 1.</summary>
    public string TextOf(ModelSpec model)
    {
        var version = ContractVersion.Of(model) with { Number = Math.Max(1, Number), IsDraft = IsDraft };
        return new WeightContract(model.FullName, EquatableArray.Of(version)).ToString();
    }
}
