namespace GenNet.Contracts;

/// <summary>Compares what a model takes with what it took. By itself that is no matter of weights; another shape may resize some.</summary>
internal static class InputDiff
{
    public static ContractChange? Compare(ContractVersion old, ContractVersion now)
    {
        if (old.Inputs == now.Inputs)
            return null;
        var descriptions = old.Inputs.Count != now.Inputs.Count
            ? [$"the model takes {List(now)} and took {List(old)}"]
            : old.Inputs.Zip(now.Inputs, static (before, after) => before == after ? null
                : before.Name == after.Name ? $"input '{after.Name}' is {Describe(after)} and was {Describe(before)}"
                : Describe(before) == Describe(after) ? $"input '{after.Name}' was called '{before.Name}'"
                : $"input '{after.Name}' is {Describe(after)} and was '{before.Name}', {Describe(before)}").Where(static text => text is not null);
        return new(ChangeKind.InputsChanged, ChangeSeverity.Compatible, null, null) { Description = string.Join(", ", descriptions) };
    }

    private static string List(ContractVersion version) => string.Join(", ", version.Inputs.Select(static input => input.Name));

    private static string Describe(ContractInput input) => $"{input.DType} {(input.HasRunTimeLength ? "up to " : "")}{ContractText.Shape(input.Shape)}";
}
