using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What can be done about a change and its consequences, in words that are true of what loading then does.</summary>
internal static class WaysOut
{
    public static EquatableArray<WayOut> Of(ContractChange change, ContractVersion old)
    {
        var ways = new List<WayOut>();
        if (change.Severity != ChangeSeverity.Compatible)
            ways.Add(Undo(change));
        ways.Add(new(Accept(old), FilesThen.Of(change)));
        if (change.Old is { } layer && change.New is not null && change.OwnSeverity == ChangeSeverity.Breaking && change.Kind != ChangeKind.LayerRenamed)
            ways.Add(new($"keep '{layer.Name}' as it was and add a layer of another name"));
        return ways.ToEquatableArray();
    }

    private static WayOut Undo(ContractChange change) => change.Kind switch
    {
        ChangeKind.LayerAdded => new("take the layer out again"),
        ChangeKind.LayerRemoved => new("put the layer back"),
        ChangeKind.LayerRenamed => new($"keep the name in files with Name = \"{change.Old!.Name}\" on the layer's attribute"),
        ChangeKind.KindChanged => new($"make it a {change.Old!.Kind} again"),
        _ => new("undo it"),
    };

    private static string Accept(ContractVersion old)
    {
        var number = (old.IsDraft ? old.Number : (long)old.Number + 1).ToString(CultureInfo.InvariantCulture);
        return $"accept it {(old.IsDraft ? "into" : "as")} draft version {number} with the code fix or '{WeightContract.AcceptCommand}'";
    }
}
