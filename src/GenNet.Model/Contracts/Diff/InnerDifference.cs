using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Where two expressions of operations are one but for a part of them, that part: <c>a * 0.25</c>, which was <c>a * 0.5</c>, in <c>Concatenate(…)</c>.</summary>
/// <param name="Within">The whole expression now.</param>
/// <param name="Now">The part now.</param>
/// <param name="Old">The part before.</param>
internal sealed record InnerDifference(ContractValue Within, ContractValue Now, ContractValue Old)
{
    /// <summary>That of what is taken and was; null where they differ as a whole, or in several parts.</summary>
    /// <param name="now">The present version.</param>
    /// <param name="takes">What is taken in each call.</param>
    /// <param name="old">The version before.</param>
    /// <param name="took">What was taken.</param>
    /// <param name="matching">Which layer is which.</param>
    public static InnerDifference? Of(
        ContractVersion now, EquatableArray<EquatableArray<ContractValue>> takes, ContractVersion old, EquatableArray<EquatableArray<ContractValue>> took, LayerMatching matching) =>
        Find(now, takes, old, took, matching) is { } found && found.Now != found.Within ? found : null;

    /// <summary>The same, the whole expression included; null where several are taken otherwise.</summary>
    /// <inheritdoc cref="Of"/>
    public static InnerDifference? Find(
        ContractVersion now, EquatableArray<EquatableArray<ContractValue>> takes, ContractVersion old, EquatableArray<EquatableArray<ContractValue>> took, LayerMatching matching)
    {
        var (after, before) = (CallOrder.Of(now), CallOrder.Of(old));
        if (takes.Count != took.Count || takes.Zip(took, static (a, b) => a.Count != b.Count).Contains(true))
            return null;
        var differing = takes.SelectMany(static call => call).Zip(took.SelectMany(static call => call), static (isNow, was) => (Now: isNow, Old: was)).Where(pair => !IsSame(pair.Now, pair.Old)).ToArray();
        if (differing.Length != 1)
            return null;
        var (part, parts) = (differing[0], differing);
        while (Operations(part.Now, part.Old) is { } pair && (parts = [.. pair.Now.Inputs.Zip(pair.Old.Inputs, static (isNow, was) => (isNow, was)).Where(inputs => !IsSame(inputs.isNow, inputs.was))]) is [var only])
            part = only;
        return new(differing[0].Now, part.Now, part.Old);

        // Two operations of one kind with the same arguments.
        (ContractCall Now, ContractCall Old)? Operations(ContractValue isNow, ContractValue was) =>
            after.Calls.TryGetValue(isNow.Whole, out var call) && before.Calls.TryGetValue(was.Whole, out var other) && call is { Layer: null } && other is { Layer: null }
            && isNow.Output == was.Output && call.Kind == other.Kind && call.Arguments == other.Arguments && call.Inputs.Count == other.Inputs.Count ? (call, other) : null;

        bool IsSame(ContractValue isNow, ContractValue was) =>
            isNow.IsLayer || was.IsLayer ? isNow.IsLayer && was.IsLayer && matching.OldName(isNow.Name) == was.Name && isNow.Call == was.Call && isNow.Output == was.Output
            : IndexOf(now, isNow) is >= 0 and var index ? index == IndexOf(old, was)
            : Operations(isNow, was) is { } pair && pair.Now.Inputs.Zip(pair.Old.Inputs, IsSame).All(static same => same);
    }

    private static int IndexOf(ContractVersion version, ContractValue value) => version.Inputs.Select(static input => input.Name).ToList().IndexOf(value.Name);
}
