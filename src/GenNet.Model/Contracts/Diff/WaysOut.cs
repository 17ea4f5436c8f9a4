using System.Globalization;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What can be done about a change and its consequences, in words that are true of what loading then does.</summary>
internal static class WaysOut
{
    public static EquatableArray<WayOut> Of(ContractChange change, ContractVersion old)
    {
        var ways = new List<WayOut>();
        if (change.Severity != ChangeSeverity.Compatible)
            ways.Add(Undo(change, old));
        ways.Add(new(Accept(old), FilesThen.Of(change)));
        if (change.Old is { } layer && change.New is not null && change.OwnSeverity == ChangeSeverity.Breaking && change.Kind != ChangeKind.LayerRenamed)
            ways.Add(new($"keep '{layer.Name}' as it was and add a layer of another name"));
        return ways.ToEquatableArray();
    }

    private static WayOut Undo(ContractChange change, ContractVersion old) => change.Kind switch
    {
        ChangeKind.LayerAdded => new("take the layer out again"),
        ChangeKind.LayerRemoved => new("put the layer back"),
        // It is said already, of versions that this isn't one of.
        ChangeKind.LayerRenamed when change.New!.History.FormerNames.FirstOrDefault(former => former.Name == change.Old!.Name) is { Since: > 0 } said => new(
            $"say of which versions that is so: '{change.New.Name}' declares [FormerName(\"{said.Name}\", Since = {Number(said.Since)})], and version {Number(old.Number)} has the name, so Since is at least {Number((long)old.Number + 1)}"),
        ChangeKind.LayerRenamed when change.New!.List is not null && change.Old!.Name.Split('/')[0] != change.New.Name.Split('/')[0] => OfElement(change, old),
        // A layer of a model among the layers has its name within that; a model's own is on its property.
        ChangeKind.LayerRenamed when FormerNames.RenamedModel(change.Old!.Name, change.New!.Name) is { } model =>
            new($"keep the model's name in files with [Submodel(Name = \"{model.Old}\")] on its property, or [FormerName(\"{model.Old}\")]"),
        ChangeKind.LayerRenamed when change.New!.IsVariable && !change.New.Name.Contains('/') => new($"keep the name in files with Name = \"{change.Old!.Name}\" in its [Variable], or [FormerName(\"{change.Old.Name}\")]"),
        ChangeKind.LayerRenamed when change.Old!.Name.Contains('/') || change.New!.Name.Contains('/') => new($"say what it was called with [FormerName(\"{FormerNames.ToDeclare(change.Old.Name, change.New!.Name)}\")] in the class that declares it"),
        ChangeKind.LayerRenamed => new($"keep the name in files with Name = \"{change.Old!.Name}\" on the layer's attribute, or [FormerName(\"{change.Old.Name}\")]"),
        ChangeKind.KindChanged => new($"make it {Wording.A(change.Old!.Kind)} again"),
        _ => new("undo it"),
    };

    // Its name is made of the list's and a number, so that nothing can be said of it alone.
    private static WayOut OfElement(ContractChange change, ContractVersion old)
    {
        var (first, isNow) = (change.Old!.Name.Split('/')[0], change.New!.Name.Split('/')[0]);
        if (FormerNames.ListOf(first) == change.New.List)
        {
            var lowest = old.Layers.Select(static layer => layer.Name.Split('/')[0]).Where(name => FormerNames.ListOf(name) == change.New.List).Select(name => name.Substring(change.New.List!.Length + 1))
                .OrderBy(static number => number.Length).ThenBy(static number => number, StringComparer.Ordinal).First();
            return new($"number the list as it was, with First = {lowest} in its [Repeat]");
        }
        return FormerNames.RenamedList(first, isNow) is { } list
            ? new($"say what the list was called with [FormerName(\"{list}\")]")
            : new($"declare '{change.Old.Name}' by itself again: what a layer of a list was called alone can't be said");
    }

    private static string Accept(ContractVersion old)
    {
        var number = Number(old.IsDraft ? old.Number : (long)old.Number + 1);
        return $"accept it {(old.IsDraft ? "into" : "as")} draft version {number} with the code fix or '{WeightContract.AcceptCommand}'";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
