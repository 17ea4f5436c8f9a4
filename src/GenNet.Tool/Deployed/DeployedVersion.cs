using System.Globalization;
using System.Text.Json;
using GenNet.Contracts;
using GenNet.Specs;
using GenNet.Tool.Projects;
using GenNet.Weights;
using GenNet.Weights.KerasArchive;
using GenNet.Weights.KerasConfig;
using GenNet.Weights.LegacyH5;

namespace GenNet.Tool.Deployed;

/// <summary>The contract of what a weight file was saved from: version 1 of a model that has been deployed without one.</summary>
internal static class DeployedVersion
{
    /// <summary>The version, frozen, with the class's names for layers that have none in the file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ProjectException">The file is no weight file, is damaged, or has variables alone and they aren't the class's.</exception>
    public static ContractVersion Of(ProjectModel model, string path)
    {
        try
        {
            using var file = WeightFiles.Open(path);
            var plan = new LoadPlan(file, ExpectedModels.Of(model.Spec, model.Now), LoadOptions.Strict);
            var (told, untold) = Told(file, model.Now);
            var version = told is null ? Bare(plan, file, model) : ContractRenaming.ToNamesOf(told, model.Now, Matched(plan));
            return version with { Number = 1, IsDraft = false, Comments = Remarks(path, untold) };
        }
        catch (WeightFileException damaged)
        {
            throw new ProjectException(damaged.Message);
        }
    }

    // What the file itself says of the model that it was saved from, and why it says nothing.
    private static (ContractVersion? Version, string? Reason) Told(IWeightContainer file, ContractVersion now)
    {
        var saved = SavedContract.In(file.Metadata);
        if (saved.Damage is { } damage)
            throw new ProjectException($"{file.File}: {damage}, so the file is damaged.");
        if (saved.IsNewer)
            throw new ProjectException($"{file.File} was saved with a newer version of GenNet, in a grammar of contracts that this one does not know: update GenNet and its tool.");
        return saved switch
        {
            { Version: { } version } => (version, null),
            { Hash: not null } => (null, "it holds the hash of its contract alone"),
            _ => file switch
            {
                KerasArchiveFile archive => OfConfig(archive.Config, archive, now),
                LegacyWeightsFile { Config: { } config } => OfConfig(config, file, now),
                _ => (null, "it holds variables alone"),
            },
        };
    }

    private static (ContractVersion? Version, string? Reason) OfConfig(JsonElement config, IWeightContainer file, ContractVersion now)
    {
        try
        {
            var readable = KerasConfigReader.ReadToCompare(config, [.. now.Inputs.Select(static input => new TensorType(input.Shape) { HasRunTimeLength = input.HasRunTimeLength })]);
            if (file is KerasArchiveFile archive)
                KerasConfigAgainstWeights.Require(archive, readable);
            return readable.Model is { } model ? (ContractVersion.Of(model.Spec), null) : (null, string.Join("; ", readable.Problems));
        }
        catch (KerasConfigException unknown)
        {
            return (null, unknown.Message);
        }
    }

    private static ContractVersion Bare(LoadPlan plan, IWeightContainer file, ProjectModel model)
    {
        var report = WeightLoader.Check(plan, file);
        return report.Refusal is null
            ? model.Now
            : throw new ProjectException($"{report.Refusal}{Environment.NewLine}{file.File} has variables and does not tell what was computed from them, so the class must be the one that it was saved from: bring it back, accept the file, and change it then.");
    }

    private static Dictionary<string, string> Matched(LoadPlan plan) => plan.Layers
        .Where(static layer => layer.Stored?.Name is { } name && name != layer.Layer.Name)
        .DistinctBy(static layer => layer.Stored!.Name)
        .ToDictionary(static layer => layer.Stored!.Name!, static layer => layer.Layer.Name, StringComparer.Ordinal);

    private static EquatableArray<string> Remarks(string path, string? untold)
    {
        var from = string.Create(CultureInfo.InvariantCulture, $"# From {Path.GetFileName(path)}.");
        return untold is null
            ? EquatableArray.Of(from)
            : EquatableArray.Of(from, $"# The file tells the variables, which were compared. What is computed from them (activations, paddings, epsilons …) is the class's own, as {untold.ReplaceLineEndings(" ")}.");
    }
}
