using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What the generator needs of a weight contract: which version is which. Comments and order don't count, so they re-emit nothing.</summary>
/// <param name="Model">Full name of the model.</param>
/// <param name="Versions">Number, state and hash of each version, newest first.</param>
internal sealed record KnownContract(string Model, EquatableArray<KnownVersion> Versions)
{
    /// <summary>Reads an additional file; null if it is no contract. One that is wrong is reported by the analyzers.</summary>
    public static KnownContract? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (!file.Path.EndsWith(WeightContract.FileSuffix, StringComparison.OrdinalIgnoreCase) || file.GetText(cancellation) is not { } text)
            return null;
        return WeightContract.Parse(text.ToString()).Contract is { } contract
            ? new(contract.Model, contract.Versions.Select(static v => new KnownVersion(v.Number, v.IsDraft, v.Hash)).ToEquatableArray())
            : null;
    }

    /// <summary>The version that <paramref name="model"/> is, with number 0 if no contract has it.</summary>
    public static KnownVersion VersionOf(ModelSpec model, IEnumerable<KnownContract> contracts)
    {
        var hash = ContractVersion.Of(model).Hash;
        return Find(model.FullName) ?? Find(model.Name.NameWithoutContainingTypes) ?? new(0, IsDraft: true, hash);

        KnownVersion? Find(string name) => contracts.Where(contract => contract.Model == name)
            .SelectMany(static contract => contract.Versions).FirstOrDefault(version => version.Hash == hash);
    }
}

/// <summary>A version of a weight contract.</summary>
/// <param name="Number">Its number; 0 if no contract has it.</param>
/// <param name="IsDraft">Whether it may still be rewritten.</param>
/// <param name="Hash">What it says, as a hash.</param>
internal sealed record KnownVersion(int Number, bool IsDraft, string Hash)
{
    /// <summary>The text of a contract that holds <paramref name="model"/> as this version alone; one that no contract has is version 1.</summary>
    public string TextOf(ModelSpec model)
    {
        var version = ContractVersion.Of(model) with { Number = Math.Max(1, Number), IsDraft = IsDraft };
        return new WeightContract(model.FullName, EquatableArray.Of(version)).ToString();
    }
}
