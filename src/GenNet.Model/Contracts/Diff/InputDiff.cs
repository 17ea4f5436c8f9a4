using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Compares what a model takes with what it took. By itself that is no matter of weights; another shape may resize some, or give those that fit another meaning.</summary>
internal static class InputDiff
{
    public static ContractChange? Compare(ContractVersion old, ContractVersion now, LayerMatching matching)
    {
        if (old.Inputs == now.Inputs)
            return null;
        var descriptions = old.Inputs.Count != now.Inputs.Count
            ? [$"the model takes {List(now)} and took {List(old)}"]
            : old.Inputs.Zip(now.Inputs, static (before, after) => before == after ? null
                : before.Name == after.Name ? $"input '{after.Name}' is {Describe(after)} and was {Describe(before)}"
                : Describe(before) == Describe(after) ? $"input '{after.Name}' was called '{before.Name}'"
                : $"input '{after.Name}' is {Describe(after)} and was '{before.Name}', {Describe(before)}").Where(static text => text is not null);
        var description = string.Join(", ", descriptions);
        return FoldedAxes.Of(old, now, matching) is not { } folded
            ? new(ChangeKind.InputsChanged, ChangeSeverity.Compatible, null, null) { Description = description }
            : new(ChangeKind.InputsChanged, ChangeSeverity.Behaviour, null, null)
            {
                Description = $"{description}; {folded.Description}, so that the weights of {string.Join(", ", folded.Readers.Select(static layer => $"'{layer.Name}'"))} fit and mean something else",
                Readers = folded.Readers.ToEquatableArray(),
            };
    }

    private static string List(ContractVersion version) => string.Join(", ", version.Inputs.Select(static input => input.Name));

    private static string Describe(ContractInput input) => $"{input.DType} {(input.HasRunTimeLength ? "up to " : "")}{ContractText.Shape(input.Shape)}";
}
