using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The contracts of a compilation, and which class each of them is of.</summary>
internal sealed class ProjectContracts
{
    // GenNet.targets tells it of a project that is compiled for several frameworks.
    private const string SeveralFrameworks = "build_property.GenNetHasSeveralFrameworks";

    private readonly Compilation _compilation;
    private readonly AnalyzerConfigOptions _project;
    private readonly Lazy<IReadOnlyList<(ContractFile Orphan, NamedModel Model)>> _renamed;

    public ProjectContracts(Compilation compilation, ImmutableArray<ContractFile> files, AnalyzerConfigOptions project)
    {
        (_compilation, _project) = (compilation, project);
        Lookup = new(files, name => ModelTypes.Called(name, compilation).Select(ModelTypes.NameOf));
        _renamed = new(FindRenamed);
    }

    /// <summary>Which contract is which model's.</summary>
    public ContractLookup<ContractFile> Lookup { get; }

    /// <summary>Contracts that no class here is likely to be of.</summary>
    public IEnumerable<ContractFile> Lost => IsOfSeveralFrameworks
        ? []
        : Lookup.Orphans.Where(orphan => !orphan.IsBesideLink && !_renamed.Value.Any(pair => pair.Orphan == orphan) && !IsElsewhere(orphan));

    /// <summary>The contract that <paramref name="model"/> is likely to have had under a former name; null if there is none.</summary>
    public ContractFile? FormerOf(ModelName model) => Lookup.Orphans.Count == 0 ? null : _renamed.Value.FirstOrDefault(pair => pair.Model.Name == model).Orphan;

    /// <summary>Path of the contract of a model that has none yet.</summary>
    public string PathOfNew(ModelName model) => Lookup.PathOfNew(model, FolderOf(model), FolderOf);

    private bool IsOfSeveralFrameworks => _project.TryGetValue(SeveralFrameworks, out var several) && several.Equals("true", StringComparison.OrdinalIgnoreCase);

    private string FolderOf(ModelName model) =>
        ModelTypes.Called(model.ClassName, _compilation).FirstOrDefault(type => ModelTypes.NameOf(type) == model) is { } found ? FolderOf(found) : "";

    private static string FolderOf(INamedTypeSymbol type) => Path.GetDirectoryName(type.MainLocation(default).SourceTree?.FilePath) ?? "";

    // Kept for whoever asks next, so nobody's cancellation may end it.
    private IReadOnlyList<(ContractFile Orphan, NamedModel Model)> FindRenamed()
    {
        var orphans = Lookup.Orphans.Where(orphan => !IsElsewhere(orphan)).ToArray();
        return orphans.Length == 0 ? [] : RenamedModels.Pair(orphans, [.. WithoutContract()]);
    }

    private IEnumerable<NamedModel> WithoutContract() =>
        from type in ModelTypes.All(_compilation)
        where Lookup.Of(ModelTypes.NameOf(type)) is null
        let model = ModelComparison.ModelOf(type, _compilation, CancellationToken.None)
        where model is not null
        select new NamedModel(model.Name, FolderOf(type), ContractVersion.Of(model));

    // A class that another set of symbols compiles.
    private bool IsElsewhere(ContractFile orphan)
    {
        var name = orphan.Parsed.Contract!.Model;
        return ModelTypes.IsLeftOut(name.Substring(name.LastIndexOf('.') + 1), _compilation);
    }
}
