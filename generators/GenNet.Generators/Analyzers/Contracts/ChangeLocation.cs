using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a change shows in the class, or in that of a model among its layers: the argument that made it where one can be told, else the property or input, else the class.</summary>
internal static class ChangeLocation
{
    // One argument says both.
    private const string DType = "dtype";
    private const string Name = "name";

    public static Location Of(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        if (change.Kind == ChangeKind.InputsChanged)
            return InputLocation.Of(comparison, cancellation) ?? comparison.Type.Locations[0];
        if (change.Operation is { } operation && OperationLocation.Of(operation, comparison.Type, cancellation) is { } token)
            return token;
        if (change.Kind == ChangeKind.OutputsChanged)
            return ForwardLocation.OfResult(comparison.Type, cancellation) ?? comparison.Type.Locations[0];
        var layer = change.New is null ? null : ChangeFixes.NodeOf(change.New.Name, comparison);
        if (layer is null || PlaceOf(change, layer, comparison) is not { } place)
            return (change.Old is null ? null : RepeatLocation.OfRemoved(change.Old.Name, comparison, cancellation) ?? TakerLocation.Of(change.Old, comparison, cancellation)) ?? comparison.Type.Locations[0];
        if (change.Kind == ChangeKind.LayerAdded && RepeatLocation.OfAdded(layer, comparison, cancellation) is { } repeat)
            return repeat;
        var (attributes, location) = (place.Attributes, place.Property.Locations[0]);
        if (change.Kind == ChangeKind.ConnectionChanged)
            return ForwardLocation.OfCall(place, change, cancellation) ?? location;
        if (change.Kind == ChangeKind.LayerRenamed)
            return RepeatLocation.OfRenumbered(change.Old!.Name, layer, comparison, cancellation) ?? NameOf(place, cancellation) ?? location;
        if (change.Kind == ChangeKind.KindChanged && attributes.Length > 0)
            return attributes[0].Location(cancellation) ?? location;
        if (attributes.Length == 0 || ArgumentOf(change, layer, comparison.Model) is not { } argument)
            return (IsOfWhatItTakes(change) ? ForwardLocation.OfCall(place, change, cancellation) : null) ?? location;
        var written = WrittenArgument.Of(argument, attributes, layer.Spec);
        if (written.Name is null)
            return written.Attribute.Location(cancellation) ?? location;
        // What all layers compute in may be said of the class; and what a call says stands there.
        return new AttributeArguments(written.Attribute, cancellation).LocationOf(written.Name, null)
            ?? (written.Name == DType && place.Type.Attribute("ModelAttribute") is { } model ? new AttributeArguments(model, cancellation).LocationOf(DType, null) : null)
            ?? ForwardLocation.OfCallArgument(place.Type, place.Property.Name, argument, cancellation) ?? location;
    }

    /// <summary>Keras' name of the argument that made a change, where one can be told.</summary>
    public static string? ArgumentOf(ContractChange change, LayerNode layer, ModelSpec model) => change.Kind switch
    {
        ChangeKind.DTypeChanged => DType,
        _ when change.Argument == ContractLayer.ComputeType => DType,
        _ when change.Argument is not null => change.Argument,
        ChangeKind.VariableAdded or ChangeKind.VariableRemoved or ChangeKind.ShapeChanged => VariableArgument.Of(change, layer, model)?.FullName,
        _ => null,
    };

    // A model that is new, was renamed or takes something else is so where it is declared and called; what changed within it, in its own class.
    private static LayerPlace? PlaceOf(ContractChange change, LayerNode layer, ModelComparison comparison)
    {
        var model = layer.KerasName.Contains('/') ? layer.KerasName.Substring(0, layer.KerasName.IndexOf('/') + 1) : "";
        var isOfModel = model.Length > 0 && change.Kind switch
        {
            ChangeKind.LayerAdded => !comparison.Old!.Layers.Any(old => old.Name.StartsWith(model, StringComparison.Ordinal)),
            ChangeKind.LayerRenamed => !change.Old!.Name.StartsWith(model, StringComparison.Ordinal),
            ChangeKind.ConnectionChanged => TakesFromOutside(change.New!, model) || TakesFromOutside(change.Old!, model),
            _ => false,
        };
        return isOfModel ? LayerPlace.Outermost(layer, comparison.Type) : LayerPlace.Of(layer, comparison.Type);
    }

    private static bool TakesFromOutside(ContractLayer layer, string model) => layer.Calls.Any(call => call.Any(value => value.IsLayer ? !value.Name.StartsWith(model, StringComparison.Ordinal) : true));

    private static bool IsOfWhatItTakes(ContractChange change) =>
        change is { Kind: ChangeKind.ShapeChanged, Old: not null, New: not null } && !VariableAxes.ChangedByArguments(change).Any();

    private static Location? NameOf(LayerPlace place, CancellationToken cancellation) => place.Property.GetAttributes()
        .Where(static a => a.AttributeClass.DerivesFrom("LayerAttribute") || a.AttributeClass.Is("VariableAttribute") || a.AttributeClass.Is("SubmodelAttribute"))
        .Select(attribute => new AttributeArguments(attribute, cancellation).LocationOf(Name, null)).FirstOrDefault(static location => location is not null);
}
