using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.Specs;
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
        var layer = comparison.Model.Layers.FirstOrDefault(l => l.KerasName == change.New?.Name);
        var property = layer is null ? null : comparison.Type.GetMembers(layer.Declaration).OfType<IPropertySymbol>().FirstOrDefault();
        if (property is null)
            return comparison.Type.Locations[0];
        var attribute = property.GetAttributes().FirstOrDefault(static a => a.AttributeClass.DerivesFrom("LayerAttribute"));
        var location = property.Locations[0];
        return attribute is null || ArgumentOf(change, layer!, comparison.Model) is not { } argument
            ? location
            : new AttributeArguments(attribute, cancellation).LocationOf(argument, location) ?? location;
    }

    private static string? ArgumentOf(ContractChange change, LayerNode layer, ModelSpec model) => change.Kind switch
    {
        ChangeKind.DTypeChanged => DType,
        _ when change.Argument == ContractLayer.ComputeType => DType,
        _ when change.Argument is not null => change.Argument,
        ChangeKind.VariableAdded or ChangeKind.VariableRemoved => SwitchOf((change.NewVariable ?? change.OldVariable)!.Name, layer, model),
        ChangeKind.ShapeChanged => SizeOf(change, layer.Spec),
        _ => null,
    };

    // The argument that has the new size of a changed dimension, as units of Dense; none where the cause lies in a layer before.
    private static string? SizeOf(ContractChange change, LayerSpec spec)
    {
        var changed = VariableAxes.ChangedByArguments(change).Select(static size => ArgumentValue.Of(size).Contract).ToArray();
        return spec.Arguments
            .FirstOrDefault(a => a.Role == ArgumentRole.Structure && a.Value.Contract.Split(',').Any(changed.Contains))
            ?.Name;
    }

    // The argument that decides whether a layer has a variable, as use_bias: the one whose other value makes it come or go.
    private static string? SwitchOf(string variable, LayerNode layer, ModelSpec model)
    {
        var index = model.Layers.TakeWhile(l => l.KerasName != layer.KerasName).Count();
        if (model.Calls.FirstOrDefault(call => call.Layer == index) is not { } call)
            return null;
        var inputs = call.Inputs.Select(value => value == CallNode.Absent ? TensorType.None : model.TypeOf(value)).ToEquatableArray();
        var has = layer.Variables.Any(v => v.Name == variable);
        return layer.Spec.Arguments
            .Where(static a => a.Value.Type == ArgumentType.Boolean)
            .FirstOrDefault(argument => Has(Switched(layer.Spec, argument), inputs, variable) == !has)
            ?.Name;
    }

    private static LayerSpec? Switched(LayerSpec spec, LayerArgument argument)
    {
        var values = spec.Arguments.ToDictionary(static a => a.Name, static a => a.Value.ToObject(), StringComparer.Ordinal);
        values[argument.Name] = !(bool)values[argument.Name]!;
        try
        {
            return LayerCatalog.Create(spec, values);
        }
        catch (SpecException)
        {
            return null;
        }
    }

    private static bool? Has(LayerSpec? spec, EquatableArray<TensorType> inputs, string variable)
    {
        try
        {
            return spec?.InferCall(inputs).Variables.Any(v => v.Name == variable);
        }
        catch (SpecException)
        {
            return null;
        }
    }
}
