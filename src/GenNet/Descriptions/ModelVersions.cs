using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet;

/// <summary>The older versions that a model's description carries, read when they are first asked for, and the ways from them to the class.</summary>
internal sealed class ModelVersions
{
    private static readonly ConditionalWeakTable<ModelDescription, ModelVersions> s_read = [];

    private readonly Dictionary<string, ContractVersion> _byHash;
    private readonly Dictionary<int, ContractVersion> _byNumber;
    private readonly VersionWays _ways;

    private ModelVersions(ModelDescription description)
    {
        MigrationNode[] migrations = [.. description.Migrations.Select(static migration => new MigrationNode(migration.Method, migration.From, migration.To))];
        var version = ModelContract.Of(description);
        Now = version.With(migrations) with
        {
            Number = description.ContractVersion,
            Layers = version.Layers.Zip(InContractOrder(description), static (layer, described) => layer with { History = described.History }).ToEquatableArray(),
        };
        var kept = description.KeptVersions.Select(static version => (version.Hash, Version: ModelContract.Read(version.Contract) with { Number = version.Number })).ToArray();
        _byHash = kept.GroupBy(static version => version.Hash, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.First().Version, StringComparer.Ordinal);
        _byNumber = kept.ToDictionary(static version => version.Version.Number, static version => version.Version);
        _ways = new(_byNumber.Values, Now, migrations);
    }

    /// <summary>The class, with what it declares of older versions.</summary>
    public ContractVersion Now { get; }

    /// <summary>Numbers of the kept versions.</summary>
    public IEnumerable<int> Numbers => _byNumber.Keys.Order();

    /// <summary>Those of <paramref name="description"/>.</summary>
    public static ModelVersions Of(ModelDescription description) => s_read.GetValue(description, static d => new(d));

    /// <summary>The kept version with that hash; null if there is none.</summary>
    public ContractVersion? WithHash(string hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>The kept version with that number; null if there is none.</summary>
    public ContractVersion? WithNumber(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The way from a kept version to the class.</summary>
    public VersionWay WayFrom(ContractVersion version)
    {
        lock (_ways)
            return _ways.Of(version);
    }

    /// <summary>A version, or the class, with what is declared of it in an older version.</summary>
    public ContractVersion WithHistory(ContractVersion next, ContractVersion old)
    {
        lock (_ways)
            return _ways.WithHistory(next, old);
    }

    // A contract has weights of the model's own first.
    private static IEnumerable<LayerDescription> InContractOrder(ModelDescription description) => description.Layers.OrderBy(static layer => !layer.IsVariable);
}
