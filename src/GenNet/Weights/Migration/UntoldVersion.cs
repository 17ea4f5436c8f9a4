using System.Globalization;
using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>What a file that doesn't tell its version could be, too: arrays that fit the class fit a version, too, that computed something else from them, or that the class declares another way for.</summary>
internal static class UntoldVersion
{
    /// <summary>A sentence without its full stop for each such version.</summary>
    public static IEnumerable<string> NotesOf(LoadPlan plan)
    {
        if (plan.Contract is not { IsOwn: false, Saved: null } || plan.Options.Version is not null || plan.Options.Part is not null || plan.Model.Versions?.Value is not { } versions
            || plan.Unused.Count > 0 || plan.Variables.Any(static variable => variable.State != PlannedState.Loaded))
        {
            return [];
        }
        return versions.Numbers.Select(number => versions.WithNumber(number)!).Select(version => (Version: version, Way: versions.WayFrom(version)))
            .Select(kept => (kept.Version.Number, How: HowElse(kept.Version, kept.Way, versions.Now)))
            .Where(static kept => kept.How is not null)
            .Select(static kept => (Number: kept.Number.ToString(CultureInfo.InvariantCulture), kept.How))
            .Select(static kept => $"the file does not tell which version of the weight contract it was saved with, and one of version {kept.Number} fits as well and {kept.How}: LoadOptions.{nameof(LoadOptions.FromVersion)}({kept.Number}) says that it is one");
    }

    // What a load of the version would do otherwise than names alone; null if nothing.
    private static string? HowElse(ContractVersion version, VersionWay way, ContractVersion now)
    {
        if (way.Severity == ChangeSeverity.Behaviour && way.Steps.All(static step => step.Method is null))
            return $"means something else ({way.Problem})";
        if (!VariablesOf(version).SetEquals(VariablesOf(now)))
            return null;
        var names = way.Steps.Select(static step => step.Way).OfType<DeclaredWay>().ToArray();
        var ways = way.Steps.Where(static step => step.Method is not null).Select(static step => $"by {step.Method}")
            .Concat(names.SelectMany(static step => step.BeginAnew).Select(static layer => $"with {layer} begun anew"))
            .Concat(names.SelectMany(static step => step.Renamed).Select(static pair => $"with {pair.Value} as {pair.Key}")).ToArray();
        return ways.Length == 0 ? null : $"would be loaded otherwise ({string.Join(", ", ways)})";
    }

    private static HashSet<(string Layer, string Variable, TensorShape Shape)> VariablesOf(ContractVersion version) =>
        [.. version.Layers.SelectMany(static layer => layer.Variables.Select(variable => (layer.Name, variable.Name, variable.Shape)))];
}
