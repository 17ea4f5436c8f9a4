using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>The operation of a <c>Forward</c> body that alone makes a layer, or the model's caller, take something else.</summary>
/// <param name="Index">Its number among the present version's operations.</param>
/// <param name="Argument">Keras' name of its argument that changed; null if the operation is new or another.</param>
public sealed record ChangedOperation(int Index, string? Argument)
{
    /// <summary>That of what is taken and was; null if there is none.</summary>
    internal static ChangedOperation? Of(
        ContractVersion now, EquatableArray<EquatableArray<ContractValue>> takes, ContractVersion old, EquatableArray<EquatableArray<ContractValue>> took, LayerMatching matching)
    {
        if (InnerDifference.Find(now, takes, old, took, matching) is not { Now.IsLayer: false } found)
            return null;
        var index = now.Operations.Select(static operation => operation.Name).ToList().IndexOf(found.Now.Name);
        if (index < 0)
            return null;
        var (present, was) = (now.Operations[index], old.Operations.FirstOrDefault(operation => !found.Old.IsLayer && operation.Name == found.Old.Name));
        if (was?.Kind != present.Kind)
            return new(index, null);
        var changed = present.Arguments.Where(a => was.Arguments.All(before => before != a)).ToArray();
        // What several of its inputs are otherwise is not the operation's change.
        return changed.Length == 0 && present.Arguments.Count == was.Arguments.Count ? null : new(index, changed is [var only] ? only.Name : null);
    }
}
