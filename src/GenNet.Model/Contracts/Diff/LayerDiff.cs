using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Compares one layer with what it was.</summary>
internal static class LayerDiff
{
    public static IEnumerable<ContractChange> Compare(LayerPair pair)
    {
        var (old, now) = (pair.Old, pair.New);
        if (old is null)
            return [Added(now, pair.Claimant)];
        if (old.Kind != now.Kind)
            return [KindChanged(old, now)];
        var changes = new List<ContractChange>();
        if (old.Name != now.Name)
            changes.Add(pair.IsTold ? Told(old, now) : Renamed(old, now, pair.Claimant));
        var arguments = ChangedArguments(old, now).ToArray();
        // A weight of the model's own is called as the layer that it is.
        var variables = Variables(now.IsVariable ? old with { Variables = old.Variables.Select(v => v with { Name = now.Variables[0].Name }).ToEquatableArray() } : old, now).ToArray();
        // One that gave the variables another shape or type is told with them.
        var reshaping = variables.Length == 0 ? [] : arguments.Where(a => ShapesVariables(old, now, a.Argument) || ComputeTypes.Retypes(a.Argument, variables)).ToArray();
        changes.AddRange(reshaping.Length == 0 ? variables : variables.Select(change => change with
        {
            Argument = reshaping[0].Argument,
            Description = $"{change.Description} ({string.Join(", ", reshaping.Select(static a => a.Description))})",
        }));
        changes.AddRange(arguments.Except(reshaping).Select(a => new ContractChange(ChangeKind.BehaviourChanged, ChangeSeverity.Behaviour, old, now)
        {
            Argument = a.Argument,
            Description = a.Description,
        }));
        return changes;
    }

    public static ContractChange Removed(ContractLayer old) => new(ChangeKind.LayerRemoved, SeverityOf(old), old, null)
    {
        Description = old.Variables.Count == 0 ? $"{old.Kind} is gone" : $"{old.Kind} is gone, and with it {Describe(old)}",
    };

    /// <summary>Arguments that both sides give: one that a newer GenNet added says nothing about older files.</summary>
    public static IEnumerable<string> CommonArguments(LayerPair pair) => pair.Old!.Kind != pair.New.Kind
        ? pair.New.Arguments.Concat(pair.Old.Arguments).Select(static a => a.Name)
        : pair.New.Arguments.Select(static a => a.Name).Intersect(pair.Old.Arguments.Select(static a => a.Name));

    private static ContractChange Added(ContractLayer now, string? claimant) => new(ChangeKind.LayerAdded, SeverityOf(now), null, now)
    {
        Description = (now.Variables.Count == 0 ? $"{now.Kind} is new" : $"{now.Kind} is new, and with it {Describe(now)}") + Claim(now, claimant),
    };

    // Who forgot that the name is still there sees why this layer has lost its weights.
    private static string Claim(ContractLayer now, string? claimant) => claimant is null ? "" : $", since '{claimant}' declares with [FormerName] to be what '{now.Name}' was";

    private static ContractChange Renamed(ContractLayer old, ContractLayer now, string? claimant) => new(
        ChangeKind.LayerRenamed, old.Variables.Count > 0 ? ChangeSeverity.Breaking : ChangeSeverity.Compatible, old, now)
    {
        Description = $"'{old.Name}' is gone and '{now.Name}' is new with the same {(now.IsVariable ? "type and shape" : old.Variables.Count > 0 ? string.Join(", ", now.Variables.Select(static v => v.Name)) : "arguments")}{Claim(now, claimant)}",
    };

    private static ContractChange Told(ContractLayer old, ContractLayer now) => new(ChangeKind.LayerRenamed, ChangeSeverity.Compatible, old, now)
    {
        Answer = ChangeAnswer.FormerName,
        Description = $"was called '{old.Name}'",
    };

    private static ContractChange KindChanged(ContractLayer old, ContractLayer now) => new(
        ChangeKind.KindChanged, old.Variables.Count + now.Variables.Count > 0 ? ChangeSeverity.Breaking : ChangeSeverity.Behaviour, old, now)
    {
        Description = $"is {Wording.A(now.Kind)}{WithNewVariables(old, now)} and was {Wording.A(old.Kind)}{(old.Variables.Count > 0 ? " with " + Describe(old) : "")}",
    };

    private static string WithNewVariables(ContractLayer old, ContractLayer now)
    {
        var added = now.Variables.Where(v => old.Variables.Count > 0 && old.Variables.All(before => before.Name != v.Name)).Select(static v => v.Name).ToArray();
        return added.Length == 0 ? "" : $", with {string.Join(", ", added)},";
    }

    private static IEnumerable<ContractChange> Variables(ContractLayer old, ContractLayer now)
    {
        foreach (var variable in now.Variables)
        {
            var before = old.Variables.FirstOrDefault(v => v.Name == variable.Name);
            if (before is not null && before.Fits(variable))
                continue;
            var kind = before is null ? ChangeKind.VariableAdded : before.Shape != variable.Shape ? ChangeKind.ShapeChanged : ChangeKind.DTypeChanged;
            yield return new(kind, ChangeSeverity.Breaking, old, now)
            {
                OldVariable = before,
                NewVariable = variable,
                Description = before is null
                    ? $"{variable.Name}, {variable.Description}, is new"
                    : $"{variable.Name} is {variable.Description} and was {before.Description}",
            };
        }
        foreach (var variable in old.Variables.Where(v => !now.Variables.Any(n => n.Name == v.Name)))
        {
            yield return new(ChangeKind.VariableRemoved, ChangeSeverity.Breaking, old, now)
            {
                OldVariable = variable,
                Description = $"{variable.Name}, {variable.Description}, is gone",
            };
        }
    }

    private static bool ShapesVariables(ContractLayer old, ContractLayer now, string argument)
    {
        var before = old.Arguments.First(a => a.Name == argument);
        var (was, isNow) = (
            LayerPrototype.Of(now.Kind, now.Arguments.Select(a => a.Name == argument ? before : a)), LayerPrototype.Of(now.Kind, now.Arguments));
        return was is null || isNow is null || !was.HasVariablesOf(isNow);
    }

    private static IEnumerable<(string Argument, string Description)> ChangedArguments(ContractLayer old, ContractLayer now) =>
        from argument in now.Arguments
        let before = old.Arguments.FirstOrDefault(a => a.Name == argument.Name)
        where before is not null && before.Value != argument.Value
        select (argument.Name, $"{argument.Name} is {argument.Value} and was {before.Value}");

    private static ChangeSeverity SeverityOf(ContractLayer layer) =>
        layer.Variables.Count > 0 ? ChangeSeverity.Breaking : FunctionForm.HandsOn(layer) ? ChangeSeverity.Compatible : ChangeSeverity.Behaviour;

    private static string Describe(ContractLayer layer) =>
        string.Join(", ", layer.Variables.Select(static v => $"{v.Name} {v.Description}"));
}
