using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// An axis may be counted from the front or from the end, a slice end before an axis' end, an equation use any letters: where an operation does the same in both versions, it is written as in the older one.
/// </summary>
internal static class EqualOperations
{
    private static readonly HashSet<string> s_writtenInSeveralWays = new(StringComparer.Ordinal) { "axis", "axes", "subscripts", SliceText.Key };

    /// <summary><paramref name="now"/> with the operations of <paramref name="old"/> that are only written otherwise.</summary>
    public static ContractVersion Aligned(ContractVersion now, ContractVersion old)
    {
        var before = old.Operations.ToLookup(static operation => operation.Kind, StringComparer.Ordinal);
        bool MayBeOneOf(ContractOperation operation) => operation.Arguments.Any(static a => s_writtenInSeveralWays.Contains(a.Name))
            && before[operation.Kind].Any() && before[operation.Kind].FirstOrDefault(other => other.Name == operation.Name)?.Arguments != operation.Arguments;
        if (!now.Operations.Any(MayBeOneOf))
            return now;
        return now with
        {
            Operations = now.Operations.Select(operation => MayBeOneOf(operation)
                && before[operation.Kind].OrderByDescending(other => other.Name == operation.Name).FirstOrDefault(other => AreOne(operation, now, other, old)) is { } same
                    ? operation with { Arguments = same.Arguments }
                    : operation).ToEquatableArray(),
        };
    }

    private static bool AreOne(ContractOperation operation, ContractVersion now, ContractOperation other, ContractVersion old) =>
        operation.Arguments.Count == other.Arguments.Count
        && operation.Arguments.Zip(other.Arguments, static (a, b) => a.Name == b.Name && (a.Value == b.Value || s_writtenInSeveralWays.Contains(a.Name))).All(static same => same)
        && Meaning(operation, now) is { } meaning && meaning == Meaning(other, old);

    private static string? Meaning(ContractOperation operation, ContractVersion version) =>
        CallOrder.Of(version).Calls.TryGetValue(new(false, operation.Name, 1), out var call) && call is not null ? ValueTypes.Of(version).MeaningOf(call) : null;
}
