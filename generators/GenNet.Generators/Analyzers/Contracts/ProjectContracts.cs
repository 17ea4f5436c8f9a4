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
    private readonly HashSet<string> _classNames;
    private readonly Lazy<ILookup<string, INamedTypeSymbol>> _modelsOfContracts;
    private readonly AnalyzerConfigOptions _project;
    private readonly Lazy<IReadOnlyList<ContractFile>> _orphans;
    private readonly Lazy<IReadOnlyList<(ContractFile Orphan, NamedModel Model)>> _renamed;
    private readonly Lazy<IReadOnlyList<ContractFile>> _lost;

    /// <param name="compilation">The compilation.</param>
    /// <param name="additionalFiles">All its additional files.</param>
    /// <param name="files">The contracts among them.</param>
    /// <param name="project">What the project says.</param>
    public ProjectContracts(Compilation compilation, ImmutableArray<AdditionalText> additionalFiles, ImmutableArray<ContractFile> files, AnalyzerConfigOptions project)
    {
        (_compilation, AdditionalFiles, _project) = (compilation, additionalFiles, project);
        _classNames = new(files.SelectMany(static file => file.Parsed.ModelNames).Select(ClassNameIn), StringComparer.Ordinal);
        // One walk through all declarations, and not one for each contract.
        _modelsOfContracts = new(() => ModelTypes.Called(_classNames.Contains, compilation).ToLookup(static type => type.Name, StringComparer.Ordinal));
        Lookup = new(files, name => ModelsCalled(name).Select(ModelTypes.NameOf));
        _orphans = new(() => Lookup.Orphans.Count == 0 ? [] : [.. WithoutLeftOut(Lookup.Orphans)]);
        _renamed = new(FindRenamed);
        _lost = new(() => IsOfSeveralFrameworks ? [] : [.. _orphans.Value.Where(orphan => !orphan.IsBesideLink && !_renamed.Value.Any(pair => pair.Orphan == orphan))]);
    }

    /// <summary>The additional files that the contracts are among.</summary>
    public ImmutableArray<AdditionalText> AdditionalFiles { get; }

    /// <summary>Which contract is which model's.</summary>
    public ContractLookup<ContractFile> Lookup { get; }

    /// <summary>Contracts that no class here is likely to be of.</summary>
    public IReadOnlyList<ContractFile> Lost => _lost.Value;

    /// <summary>The contract that <paramref name="model"/> is likely to have had under a former name; null if there is none.</summary>
    public ContractFile? FormerOf(ModelName model) => _renamed.Value.FirstOrDefault(pair => pair.Model.Name == model).Orphan;

    /// <summary>Path of the contract of a model that has none yet.</summary>
    public string PathOfNew(ModelName model) => Lookup.PathOfNew(model, FolderOf(model), FolderOf);

    private bool IsOfSeveralFrameworks => _project.TryGetValue(SeveralFrameworks, out var several) && several.Equals("true", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<INamedTypeSymbol> ModelsCalled(string className) =>
        _classNames.Contains(className) ? _modelsOfContracts.Value[className] : ModelTypes.Called(name => name == className, _compilation);

    private string FolderOf(ModelName model) =>
        ModelsCalled(model.ClassName).FirstOrDefault(type => ModelTypes.NameOf(type) == model) is { } found ? FolderOf(found) : "";

    private static string FolderOf(INamedTypeSymbol type) => Path.GetDirectoryName(type.MainLocation(default).SourceTree?.FilePath) ?? "";

    // Kept for whoever asks next, so nobody's cancellation may end it.
    private IReadOnlyList<(ContractFile Orphan, NamedModel Model)> FindRenamed() =>
        _orphans.Value.Count == 0 ? [] : RenamedModels.Pair(_orphans.Value, [.. WithoutContract()]);

    private IEnumerable<NamedModel> WithoutContract() =>
        from type in ModelTypes.All(_compilation)
        where Lookup.Of(ModelTypes.NameOf(type)) is null
        let model = ModelComparison.ModelOf(type, _compilation, CancellationToken.None)
        where model is not null
        select new NamedModel(model.Name, FolderOf(type), ContractVersion.Of(model));

    // Without those of a class that another set of symbols compiles.
    private IEnumerable<ContractFile> WithoutLeftOut(IReadOnlyList<ContractFile> orphans)
    {
        var leftOut = new LeftOutClasses(_compilation);
        return orphans.Where(orphan => !leftOut.Has(ClassNameIn(orphan.Parsed.Contract!.Model)));
    }

    private static string ClassNameIn(string model) => model.Substring(model.LastIndexOf('.') + 1);
}
