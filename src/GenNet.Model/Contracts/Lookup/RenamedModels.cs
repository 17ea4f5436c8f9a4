using GenNet.Graph;

namespace GenNet.Contracts;

/// <summary>A model of a project.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Folder of its class.</param>
/// <param name="Version">What it is now.</param>
public sealed record NamedModel(ModelName Name, string Folder, ContractVersion Version);

/// <summary>Which class a contract without one is likely to be of, now that the class is called otherwise.</summary>
public static class RenamedModels
{
    private const int SameName = 1_000;
    private const int SameLayers = 1_000_000;

    /// <summary>Pairs contracts without a class with models without a contract, the likeliest first; each is in one pair at most.</summary>
    /// <param name="orphans">Contracts whose class is no model of the project.</param>
    /// <param name="models">Models that have no contract.</param>
    public static IReadOnlyList<(TFile Orphan, NamedModel Model)> Pair<TFile>(IReadOnlyList<TFile> orphans, IReadOnlyList<NamedModel> models)
        where TFile : class, IContractFile
    {
        var isOnly = orphans.Count == 1 && models.Count == 1;
        var likely = orphans
            .SelectMany(_ => models, (orphan, model) => (Orphan: orphan, Model: model, Likeness: LikenessOf(orphan, model, isOnly)))
            .Where(static pair => pair.Likeness > 0)
            .OrderByDescending(static pair => pair.Likeness)
            .ThenBy(static pair => pair.Orphan.Path, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Model.Name.FullName, StringComparer.Ordinal);
        var pairs = new List<(TFile Orphan, NamedModel Model)>();
        foreach (var (orphan, model, _) in likely)
        {
            if (!pairs.Any(pair => pair.Orphan == orphan || pair.Model == model))
                pairs.Add((orphan, model));
        }
        return pairs;
    }

    /// <summary>Whether a model has the very layers of one of a contract's versions.</summary>
    public static bool HasLayersOf(this ContractVersion model, WeightContract contract) => contract.Versions.Any(version => version.HasSameBody(model));

    private static int LikenessOf(IContractFile orphan, NamedModel model, bool isOnly)
    {
        var contract = orphan.Parsed.Contract!;
        if (orphan.IsBesideLink && Path.GetDirectoryName(orphan.Path) != model.Folder)
            return 0;
        var common = contract.Current.Layers.Count(layer => model.Version.Layers.Any(other => other.Name == layer.Name && other.Kind == layer.Kind));
        var likeness = common + (model.Version.HasLayersOf(contract) ? SameLayers : 0);
        if (orphan.IsBesideLink)
            return likeness;
        var isSameName = contract.Model == model.Name.ClassName || contract.Model.EndsWith("." + model.Name.ClassName, StringComparison.Ordinal);
        return likeness + (isSameName ? SameName : 0) + (isOnly ? 1 : 0);
    }
}
