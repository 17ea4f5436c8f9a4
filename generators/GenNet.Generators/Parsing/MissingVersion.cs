using System.Globalization;
using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Parsing;

/// <summary>A version that a migration names and that its contract doesn't keep, so that there is no record of its weights.</summary>
/// <param name="Method">The migration.</param>
/// <param name="Number">The version.</param>
/// <param name="Kept">What the contract keeps, and what to do; empty where the contract can't be read, which the analyzers say.</param>
internal sealed record MissingVersion(string Method, int Number, string Kept)
{
    /// <summary>Those that the migrations of <paramref name="model"/> name.</summary>
    /// <param name="model">The model.</param>
    /// <param name="contracts">All contracts of the project.</param>
    /// <param name="models">Full names of all models of the project.</param>
    public static EquatableArray<MissingVersion> Of(ModelSpec model, IReadOnlyCollection<KnownContract> contracts, IReadOnlyCollection<string> models)
    {
        if (model.Migrations.Count == 0)
            return [];
        var contract = KnownContract.Of(model, contracts, models);
        var missing =
            from migration in model.Migrations
            from number in new[] { migration.From, migration.To }
            where number != VersionWays.Class && contract?.Versions.Any(version => version.Number == number && !version.IsDraft) != true
            select new MissingVersion(migration.Method, number, TextOf(number));
        return missing.ToEquatableArray();

        string TextOf(int number) => contract is not null ? VersionsOf(contract, number)
            : contracts.All(static known => known.IsReadable) ? $"{model.ClassName} has no weight contract: accept the class of which files were saved, and freeze that version"
            : "";
    }

    private static string VersionsOf(KnownContract contract, int number)
    {
        var versions = string.Join(", ", contract.Versions.Select(static version => $"{(version.IsDraft ? "draft" : "frozen")} version {Text(version.Number)}"));
        var remedy = contract.Versions.Any(version => version.Number == number)
            ? "freeze it first, 'dotnet build -t:GenNetFreeze'"
            : "write one that is frozen, or take the file with that version from version control";
        return $"{Path.GetFileName(contract.Path)} has {versions}; {remedy}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
