using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The argument of a layer, or of one that it holds, by which a variable came, went or has another shape.</summary>
/// <param name="FullName">Keras' name with the roles around it, as contracts have it: <c>forward_layer.units</c>.</param>
/// <param name="Before">The value that gives the variable as it was; null if no one value does.</param>
internal sealed record VariableArgument(string FullName, ArgumentValue? Before)
{
    /// <summary>That of a change of a variable; null where none can be told, as where the cause lies in a layer before.</summary>
    public static VariableArgument? Of(ContractChange change, LayerNode layer, ModelSpec model)
    {
        if ((change.NewVariable ?? change.OldVariable) is not { } variable)
            return null;
        var index = model.Layers.TakeWhile(l => l.KerasName != layer.KerasName).Count();
        if (model.Calls.FirstOrDefault(call => call.Layer == index) is not { } call)
            return null;
        return Of(change, variable.Name, layer.Spec, TimeAxes.Without(call.Spec.TimeAxes, call.Inputs.Select(value => value == CallNode.Absent ? TensorType.None : model.TypeOf(value)).ToEquatableArray()));
    }

    private static VariableArgument? Of(ContractChange change, string variable, LayerSpec spec, EquatableArray<TensorType> inputs)
    {
        if (spec is WrapperSpec wrapper && wrapper.Content.FirstOrDefault(content => variable.StartsWith(content.Prefix, StringComparison.Ordinal)) is { } held)
        {
            var taken = wrapper.InputsOf(wrapper.Content.TakeWhile(other => other != held).Count(), inputs);
            return Of(change, variable.Substring(held.Prefix.Length), held.Spec, taken) is { } inner ? inner with { FullName = $"{held.Role}.{inner.FullName}" } : null;
        }
        return change.Kind == ChangeKind.ShapeChanged ? SizeOf(change, variable, spec, inputs) : SwitchOf(variable, spec, inputs);
    }

    // The one whose other value makes the variable come or go, as use_bias.
    private static VariableArgument? SwitchOf(string variable, LayerSpec spec, EquatableArray<TensorType> inputs)
    {
        var has = ShapeIn(spec, inputs, variable) is not null;
        return spec.Arguments.Where(static a => a.Value.Type == ArgumentType.Boolean)
            .Select(argument => (argument.Name, Other: With(spec, argument.Name, argument.Value != ArgumentValue.Of(true))))
            .Where(other => other.Other is not null && Infers(other.Other, inputs) && (ShapeIn(other.Other, inputs, variable) is not null) != has)
            .Select(static other => new VariableArgument(other.Name, other.Other!.Arguments.First(a => a.Name == other.Name).Value)).FirstOrDefault();
    }

    // The one of which a former value gives the old sizes, as units; where several changed, the one that has a new size.
    private static VariableArgument? SizeOf(ContractChange change, string variable, LayerSpec spec, EquatableArray<TensorType> inputs)
    {
        var (before, after) = (change.OldVariable!.Shape, change.NewVariable!.Shape);
        var axes = VariableAxes.ChangedByArguments(change).ToArray();
        if (before.Rank != after.Rank || axes.Length == 0)
            return null;
        foreach (var argument in spec.Arguments.Where(static a => a.Role == ArgumentRole.Structure))
        {
            foreach (var value in ValuesBefore(argument.Value, before, after))
            {
                if (With(spec, argument.Name, value) is { } other && ShapeIn(other, inputs, variable) is { } shape && shape.Rank == before.Rank && Array.TrueForAll(axes, axis => shape[axis] == before[axis]))
                    return new(argument.Name, other.Arguments.First(a => a.Name == argument.Name).Value);
            }
        }
        var sizes = axes.Select(axis => ArgumentValue.Of(after[axis]).Contract).ToArray();
        return spec.Arguments.FirstOrDefault(a => a.Role == ArgumentRole.Structure && a.Value.Contract.Split(',').Any(sizes.Contains)) is { } named ? new(named.Name, null) : null;
    }

    // A size may be an argument, or a multiple of it: an LSTM's kernel has four columns a unit.
    private static IEnumerable<object?> ValuesBefore(ArgumentValue value, TensorShape before, TensorShape after)
    {
        var sizes = Enumerable.Range(0, after.Rank).Where(axis => before[axis] != after[axis]).Select(axis => (Old: (long)before[axis], New: (long)after[axis])).Distinct().ToArray();
        if (value.Type == ArgumentType.Integer && value.ToObject() is long now)
        {
            foreach (var (old, size) in sizes.Where(size => now * size.Old % size.New == 0))
                yield return now * old / size;
        }
        if (value.Type == ArgumentType.Integers && value.ToObject() is long[] list)
            yield return list.Select((item, i) => i < after.Rank && item == after[i] ? before[i] : item).ToArray();
    }

    private static LayerSpec? With(LayerSpec spec, string argument, object? value)
    {
        try
        {
            return spec.With(argument, value);
        }
        catch (SpecException)
        {
            return null;
        }
    }

    private static bool Infers(LayerSpec spec, EquatableArray<TensorType> inputs) => VariablesIn(spec, inputs) is not null;

    private static TensorShape? ShapeIn(LayerSpec spec, EquatableArray<TensorType> inputs, string variable) => VariablesIn(spec, inputs)?.FirstOrDefault(v => v.Name == variable)?.Shape;

    private static IEnumerable<VariableSpec>? VariablesIn(LayerSpec spec, EquatableArray<TensorType> inputs)
    {
        try
        {
            return spec.InferCall(inputs).Variables;
        }
        catch (SpecException)
        {
            return null;
        }
    }
}
