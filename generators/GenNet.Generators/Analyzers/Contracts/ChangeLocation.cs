using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a change shows in the class: the argument that made it where one can be told, else the property, else the class.</summary>
internal static class ChangeLocation
{
    public static Location Of(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        var layer = comparison.Model.Layers.FirstOrDefault(l => l.KerasName == change.New?.Name);
        var property = layer is null ? null : comparison.Type.GetMembers(layer.Property).OfType<IPropertySymbol>().FirstOrDefault();
        if (property is null)
            return comparison.Type.Locations[0];
        var attribute = property.GetAttributes().FirstOrDefault(static a => a.AttributeClass.DerivesFrom("LayerAttribute"));
        var location = property.Locations[0];
        return attribute is null || ArgumentOf(change, layer!) is not { } argument
            ? location
            : new AttributeArguments(attribute, cancellation).LocationOf(argument, location) ?? location;
    }

    private static string? ArgumentOf(ContractChange change, LayerNode layer) => change.Kind switch
    {
        ChangeKind.BehaviourChanged => change.Argument,
        ChangeKind.VariableAdded or ChangeKind.VariableRemoved => "use_" + (change.NewVariable ?? change.OldVariable)!.Name,
        ChangeKind.ShapeChanged => ShapeArgument(change.OldVariable!.Shape, change.NewVariable!.Shape, layer.Spec),
        _ => null,
    };

    // The argument that has the new value of a changed dimension, as units of Dense; none where the cause lies in a layer before.
    private static string? ShapeArgument(TensorShape old, TensorShape now, LayerSpec spec)
    {
        if (old.Rank != now.Rank)
            return null;
        var changed = Enumerable.Range(0, now.Rank).Where(axis => old[axis] != now[axis]).Select(axis => ArgumentValue.Of(now[axis]).Contract).ToArray();
        return spec.Arguments
            .FirstOrDefault(a => a.Role == ArgumentRole.Structure && a.Value.Contract.Split(',').Any(changed.Contains))
            ?.Name;
    }
}
