using GenNet.Graph;

namespace GenNet.Contracts;

/// <summary>
/// Which contract is which model's: the one lookup of analyzers, code fixes and command line. A contract belongs to the class that its line <c>model</c> names, with
/// namespace and containing types, whatever its file is called.
/// </summary>
/// <typeparam name="TFile">A file as the caller has it.</typeparam>
public sealed class ContractLookup<TFile>
    where TFile : class, IContractFile
{
    private readonly Func<string, IEnumerable<ModelName>> _modelsCalled;
    private readonly Lazy<IReadOnlyList<TFile>> _orphans;

    /// <summary>A lookup among the contracts of a project.</summary>
    /// <param name="files">All its contracts, in any order.</param>
    /// <param name="modelsCalled">The project's models of a class name, as <c>Net</c>, whatever namespace they are in.</param>
    public ContractLookup(IEnumerable<TFile> files, Func<string, IEnumerable<ModelName>> modelsCalled)
    {
        (Files, _modelsCalled) = (files.OrderBy(static file => file.Path, StringComparer.Ordinal).ToArray(), modelsCalled);
        _orphans = new(() => Files.Where(file => file.Parsed.Contract is { } contract && !IsOfAModel(contract.Model)).ToArray());
    }

    /// <summary>All contracts, by path.</summary>
    public IReadOnlyList<TFile> Files { get; }

    /// <summary>Contracts whose class is none of the project's models.</summary>
    public IReadOnlyList<TFile> Orphans => _orphans.Value;

    /// <summary>The contract of <paramref name="model"/>, be it readable or not; null if it has none.</summary>
    public TFile? Of(ModelName model) => AllOf(model).FirstOrDefault();

    /// <summary>All contracts of <paramref name="model"/>, by path: more than one is a mistake.</summary>
    public IReadOnlyList<TFile> AllOf(ModelName model)
    {
        var own = NamedAs(ContractNames.Of(model, name => NamedAs(name).Count > 0, IsModel));
        return own.Count > 0 ? own : Files.Where(file => file.Parsed.ModelNames.Count == 0 && IsCalled(file, model.ClassName)).ToArray();
    }

    /// <summary>Where a model's first contract belongs: beside its class, under the shortest name that tells it from others there.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">Folder of its class; empty if it isn't known.</param>
    /// <param name="folderOf">Folder of another model's class.</param>
    public string PathOfNew(ModelName model, string folder, Func<ModelName, string> folderOf)
    {
        var others = _modelsCalled(model.ClassName).Where(other => other != model && folderOf(other) == folder).ToArray();
        var paths = Endings(model.FullName)
            .Where(ending => !others.Any(other => Endings(other.FullName).Contains(ending)))
            .Select(ending => Path.Combine(folder, ending + WeightContract.FileSuffix))
            .ToArray();
        return paths.FirstOrDefault(path => !Files.Any(file => file.Path.Equals(path, StringComparison.OrdinalIgnoreCase))) ?? paths[paths.Length - 1];
    }

    private IReadOnlyList<TFile> NamedAs(string name) => Files.Where(file => file.Parsed.ModelNames.Contains(name)).ToArray();

    private bool IsModel(string name) => _modelsCalled(ClassNameIn(name)).Any(model => model.FullName == name);

    private bool IsOfAModel(string name) => _modelsCalled(ClassNameIn(name)).Any(model => model.FullName == name || model.NameWithoutContainingTypes == name);

    private static bool IsCalled(TFile file, string className) => Path.GetFileName(file.Path) == className + WeightContract.FileSuffix;

    private static string ClassNameIn(string name) => name.Substring(name.LastIndexOf('.') + 1);

    // Net, Outer.Net, App.Outer.Net
    private static IEnumerable<string> Endings(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot >= 0; dot = dot == 0 ? -1 : name.LastIndexOf('.', dot - 1))
            yield return name.Substring(dot + 1);
        yield return name;
    }
}
