using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a change shows in the class: the argument that made it where one can be told, else the property or input, else the class.</summary>
internal static class ChangeLocation
{
    // One argument says both.
    private const string DType = "dtype";

    public static Location Of(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        if (change.Kind == ChangeKind.InputsChanged)
            return InputLocation.Of(comparison, cancellation) ?? comparison.Type.Locations[0];
        if (change.Kind == ChangeKind.OutputsChanged)
            return ForwardLocation.OfResult(comparison.Type, cancellation) ?? comparison.Type.Locations[0];
        var layer = change.New is null ? null : ChangeFixes.NodeOf(change.New.Name, comparison);
        var property = layer is null ? null : LayerAttributes.PropertyOf(comparison.Type, layer.Declaration);
        if (property is null)
            return (change.Old is null ? null : RepeatLocation.OfRemoved(change.Old.Name, comparison, cancellation)) ?? comparison.Type.Locations[0];
        if (change.Kind == ChangeKind.LayerAdded && RepeatLocation.OfAdded(layer!, comparison, cancellation) is { } repeat)
            return repeat;
        var attributes = LayerAttributes.Of(property);
        var location = property.Locations[0];
        if (change.Kind == ChangeKind.ConnectionChanged)
            return ForwardLocation.OfCall(comparison.Type, property.Name, change, cancellation) ?? location;
        if (change.Kind == ChangeKind.KindChanged && attributes.Length > 0)
            return attributes[0].Location(cancellation) ?? location;
        if (attributes.Length == 0 || ArgumentOf(change, layer!, comparison.Model) is not { } argument)
            return (change is { Kind: ChangeKind.ShapeChanged, Old: { } old, New: { } now } && old.Calls != now.Calls ? ForwardLocation.OfCall(comparison.Type, property.Name, change, cancellation) : null) ?? location;
        var written = WrittenArgument.Of(argument, attributes, layer!.Spec);
        if (written.Name is null)
            return written.Attribute.Location(cancellation) ?? location;
        // What all layers compute in may be said of the class; and what a call says stands there.
        return new AttributeArguments(written.Attribute, cancellation).LocationOf(written.Name, null)
            ?? (written.Name == DType && comparison.Type.Attribute("ModelAttribute") is { } model ? new AttributeArguments(model, cancellation).LocationOf(DType, null) : null)
            ?? ForwardLocation.OfCallArgument(comparison.Type, property.Name, argument, cancellation) ?? location;
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
}
