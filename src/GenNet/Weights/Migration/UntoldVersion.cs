using System.Globalization;
using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>What a file that doesn't tell its version could be, too: arrays that fit the class fit a version that computed something else from them as well.</summary>
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
        return versions.Numbers.Select(number => (Number: number.ToString(CultureInfo.InvariantCulture), Way: versions.WayFrom(versions.WithNumber(number)!)))
            .Where(static kept => kept.Way.Severity == ChangeSeverity.Behaviour)
            .Select(static kept => $"the file does not tell which version of the weight contract it was saved with, and one of version {kept.Number} fits as well and means something else ({kept.Way.Problem}): LoadOptions.{nameof(LoadOptions.FromVersion)}({kept.Number}) says that it is one");
    }
}
