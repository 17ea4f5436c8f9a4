using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What can be done about a change, as sentences that stand in messages.</summary>
internal static class WaysOut
{
    public static EquatableArray<string> Of(ContractChange change, ContractVersion old)
    {
        var accept = Accept(old);
        return change.Kind switch
        {
            ChangeKind.ShapeChanged or ChangeKind.DTypeChanged => EquatableArray.Of(
                $"undo what made it {change.NewVariable!.Description}",
                $"{accept}: files saved with {change.OldVariable!.Description} then load only with LoadOptions.SkipMismatch, which leaves this variable as it is",
                $"keep '{change.Old!.Name}' as it was and add a layer of another name"),
            ChangeKind.VariableRemoved => EquatableArray.Of(
                "undo what took it away",
                $"{accept}: files that hold it then load only with LoadOptions.AllowUnused, which drops it",
                $"keep '{change.Old!.Name}' as it was and add a layer of another name"),
            ChangeKind.VariableAdded => EquatableArray.Of(
                "undo what brought it",
                $"{accept}: files without it then load only with LoadOptions.AllowMissing, which leaves it as it is",
                $"keep '{change.Old!.Name}' as it was and add a layer of another name"),
            ChangeKind.LayerAdded when change.Severity == ChangeSeverity.Breaking => EquatableArray.Of(
                $"{accept}: files without it then load only with LoadOptions.AllowMissing, which leaves it as it is",
                "take the layer out again"),
            ChangeKind.LayerRemoved when change.Severity == ChangeSeverity.Breaking => EquatableArray.Of(
                "put the layer back",
                $"{accept}: files that hold it then load only with LoadOptions.AllowUnused, which drops it"),
            ChangeKind.LayerRenamed when change.Severity == ChangeSeverity.Breaking => EquatableArray.Of(
                $"keep the name in files with Name = \"{change.Old!.Name}\" on the layer's attribute",
                $"{accept}: files saved as '{change.Old.Name}' then don't fit '{change.New!.Name}'"),
            ChangeKind.KindChanged when change.Severity == ChangeSeverity.Breaking => EquatableArray.Of(
                $"make it a {change.Old!.Kind} again",
                $"{accept}: files saved before then don't fit it, even where shapes agree",
                $"keep '{change.Old.Name}' as it was and add the {change.New!.Kind} under another name"),
            _ when change.Severity == ChangeSeverity.Behaviour => EquatableArray.Of(
                "undo it",
                $"{accept}: files saved before then load, and the same input gives another output, so train again"),
            _ => EquatableArray.Of(accept),
        };
    }

    private static string Accept(ContractVersion old)
    {
        var number = (old.IsDraft ? old.Number : (long)old.Number + 1).ToString(CultureInfo.InvariantCulture);
        return $"accept it {(old.IsDraft ? "into" : "as")} draft version {number} with the code fix or '{WeightContract.AcceptCommand}'";
    }
}
