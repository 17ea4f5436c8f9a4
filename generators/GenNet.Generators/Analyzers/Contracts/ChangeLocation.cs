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
            return location;
        var (attribute, name) = Written(argument, attributes[0], [.. attributes.Skip(1)], layer!.Spec);
        if (name is null)
            return attribute.Location(cancellation) ?? location;
        var written = new AttributeArguments(attribute, cancellation).LocationOf(name, null);
        // What all layers compute in may be said of the class.
        return written ?? (name == DType && comparison.Type.Attribute("ModelAttribute") is { } model ? new AttributeArguments(model, cancellation).LocationOf(DType, null) : null) ?? location;
    }

    // layer.units is units of the attribute of the layer that is held; layer that attribute itself.
    private static (AttributeData Attribute, string? Argument) Written(string argument, AttributeData own, AttributeData[] content, LayerSpec spec)
    {
        if (spec is not WrapperSpec wrapper)
            return (own, argument);
        var role = argument.Substring(0, Math.Max(0, argument.IndexOf('.')));
        var declared = wrapper.Declared.ToArray();
        var held = declared.TakeWhile(layer => layer.Role != role && layer.Role != argument).Count();
        if (held == declared.Length || held >= content.Length)
            return (own, argument);
        if (role.Length == 0)
            return (content[held], null);
        // A layer between that isn't written, as the StackedRNNCells of several cells, has all that follows.
        var isWritten = TypeNames.OfAttribute(content[held].AttributeClass!) == declared[held].Spec.Kind;
        return Written(argument.Substring(role.Length + 1), isWritten ? content[held] : own, [.. content.Skip(isWritten ? held + 1 : held)], declared[held].Spec);
    }

    /// <summary>Keras' name of the argument that made a change, where one can be told.</summary>
    public static string? ArgumentOf(ContractChange change, LayerNode layer, ModelSpec model) => change.Kind switch
    {
        ChangeKind.DTypeChanged => DType,
        _ when change.Argument == ContractLayer.ComputeType => DType,
        _ when change.Argument is not null => change.Argument,
        ChangeKind.VariableAdded or ChangeKind.VariableRemoved => SwitchOf((change.NewVariable ?? change.OldVariable)!.Name, layer, model),
        ChangeKind.ShapeChanged => SizeOf(change, change.NewVariable!.Name, layer.Spec),
        _ => null,
    };

    // The argument that has the new size of a changed dimension, as units of Dense; none where the cause lies in a layer before.
    private static string? SizeOf(ContractChange change, string variable, LayerSpec spec)
    {
        if (Held(spec, variable) is { } content)
            return SizeOf(change, variable.Substring(content.Prefix.Length), content.Spec) is { } argument ? $"{content.Role}.{argument}" : null;
        var changed = VariableAxes.ChangedByArguments(change).Select(static size => ArgumentValue.Of(size).Contract).ToArray();
        return spec.Arguments
            .FirstOrDefault(a => a.Role == ArgumentRole.Structure && a.Value.Contract.Split(',').Any(changed.Contains))
            ?.Name;
    }

    private static LayerContent? Held(LayerSpec spec, string variable) =>
        (spec as WrapperSpec)?.Content.FirstOrDefault(content => variable.StartsWith(content.Prefix, StringComparison.Ordinal));

    // The argument that decides whether a layer has a variable, as use_bias: the one whose other value makes it come or go.
    private static string? SwitchOf(string variable, LayerNode layer, ModelSpec model)
    {
        var index = model.Layers.TakeWhile(l => l.KerasName != layer.KerasName).Count();
        if (model.Calls.FirstOrDefault(call => call.Layer == index) is not { } call)
            return null;
        var inputs = TimeAxes.Without(call.Spec.TimeAxes, call.Inputs.Select(value => value == CallNode.Absent ? TensorType.None : model.TypeOf(value)).ToEquatableArray());
        var has = layer.Variables.Any(v => v.Name == variable);
        if (Held(layer.Spec, variable) is not { } content)
            return SwitchOf(layer.Spec, inputs, variable, has);
        var wrapper = (WrapperSpec)layer.Spec;
        var held = wrapper.InputsOf(wrapper.Content.TakeWhile(other => other != content).Count(), inputs);
        return SwitchOf(content.Spec, held, variable.Substring(content.Prefix.Length), has) is { } argument ? $"{content.Role}.{argument}" : null;
    }

    private static string? SwitchOf(LayerSpec spec, EquatableArray<TensorType> inputs, string variable, bool has) => spec.Arguments
        .Where(static a => a.Value.Type == ArgumentType.Boolean)
        .FirstOrDefault(argument => Has(Switched(spec, argument), inputs, variable) == !has)
        ?.Name;

    private static LayerSpec? Switched(LayerSpec spec, LayerArgument argument)
    {
        try
        {
            return spec.With(argument.Name, argument.Value != ArgumentValue.Of(true));
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
