using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// A contract's layer as its class declares it: a contract leaves arguments out that shapes show, as <c>units</c>; here they are found again from the variables. Of each argument the value is taken that
/// brings the variables nearest to what they are, until they are that.
/// </summary>
internal static class SizedLayer
{
    private const int Rounds = 3;
    private const int MostGates = 4;

    /// <summary>The layer; null if this GenNet doesn't know it, or no sizes give its variables.</summary>
    /// <param name="layer">The layer in the contract.</param>
    /// <param name="inputs">Types of what a call takes.</param>
    public static LayerSpec? Of(ContractLayer layer, EquatableArray<TensorType> inputs)
    {
        if (LayerPrototype.Declared(layer.Kind, layer.Arguments) is not { } spec)
            return null;
        var variables = layer.Variables.Select(static variable => (variable.Name, variable.Shape)).ToArray();
        var sized = Of(spec with { TimeAxes = 0 }, variables, TimeAxes.Without(spec.TimeAxes, inputs)) with { TimeAxes = spec.TimeAxes };
        return Infer(sized, inputs) is { } inferred && inferred.Variables.Select(static v => (v.Name, v.Shape)).SequenceEqual(variables) ? sized : null;
    }

    /// <summary>What follows for a call of <paramref name="spec"/>; null if the inputs don't fit it.</summary>
    public static InferredLayer? Infer(LayerSpec spec, EquatableArray<TensorType> inputs)
    {
        try
        {
            return inputs.Count < spec.Inputs.Required ? null : spec.InferCall(inputs.Select((input, i) => input.IsNone ? input : spec.Entering(i, input)).ToEquatableArray());
        }
        catch (Exception error) when (error is SpecException or OverflowException)
        {
            return null;
        }
    }

    private static LayerSpec Of(LayerSpec spec, (string Name, TensorShape Shape)[] variables, EquatableArray<TensorType> inputs)
    {
        if (variables.Length == 0)
            return spec;
        if (spec is WrapperSpec { Content.Count: > 0 } wrapper)
            return Holding(wrapper, variables, inputs);
        var sizes = spec.Arguments.Where(static a => a.Role == ArgumentRole.Structure).Select(static a => a.Name).ToArray();
        var nearness = NearnessOf(spec, variables, inputs);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in sizes)
            {
                var argument = spec.Arguments.First(a => a.Name == name);
                foreach (var value in Candidates(argument.Value, variables))
                {
                    if (With(spec, name, value) is { } other && NearnessOf(other, variables, inputs) is var near && near > nearness)
                        (spec, nearness) = (other, near);
                }
            }
        }
        return spec;
    }

    // A cell may take what the one before it yields: each is found with those before it in place.
    private static WrapperSpec Holding(WrapperSpec wrapper, (string Name, TensorShape Shape)[] variables, EquatableArray<TensorType> inputs)
    {
        for (var i = 0; i < wrapper.Declared.Count(); i++)
        {
            var declared = wrapper.Declared.ToArray();
            var content = Enumerable.Range(0, wrapper.Content.Count).FirstOrDefault(number => wrapper.Content[number].Role == declared[i].Role);
            var own = variables.Where(variable => variable.Name.StartsWith(declared[i].Prefix, StringComparison.Ordinal)).Select(variable => (variable.Name.Substring(declared[i].Prefix.Length), variable.Shape)).ToArray();
            try
            {
                var sized = Of(declared[i].Spec, own, wrapper.InputsOf(content, inputs));
                wrapper = wrapper.Holding([.. declared.Select((layer, number) => new GivenContent(layer.Name, number == i ? sized : layer.Spec))]);
            }
            catch (SpecException)
            {
                return wrapper;
            }
        }
        return wrapper;
    }

    private static int NearnessOf(LayerSpec spec, (string Name, TensorShape Shape)[] variables, EquatableArray<TensorType> inputs)
    {
        if (Infer(spec, inputs) is not { } inferred)
            return int.MinValue;
        var found = inferred.Variables.ToDictionary(static v => v.Name, static v => v.Shape, StringComparer.Ordinal);
        var nearness = -found.Keys.Except(variables.Select(static v => v.Name)).Count();
        foreach (var (name, shape) in variables)
        {
            if (found.TryGetValue(name, out var other))
                nearness += 1 + (other.Rank != shape.Rank ? 0 : 1 + Enumerable.Range(0, shape.Rank).Count(axis => shape[axis] == other[axis]));
        }
        return nearness;
    }

    // A size stands among the variables' dimensions, or divides one: an LSTM's kernel has four columns a unit.
    private static IEnumerable<object?> Candidates(ArgumentValue value, (string Name, TensorShape Shape)[] variables)
    {
        if (value.Type == ArgumentType.Boolean)
            return [value != ArgumentValue.Of(true)];
        var dimensions = variables.SelectMany(static variable => variable.Shape.Dimensions).Distinct().ToArray();
        var numbers = dimensions.Concat(dimensions.SelectMany(static size => Enumerable.Range(2, MostGates - 1).Where(gates => size % gates == 0).Select(gates => size / gates))).Distinct();
        return value.ToObject() switch
        {
            long or null => numbers.Select(static number => (object?)(long)number),
            long[] list => variables.SelectMany(variable => Enumerable.Range(0, Math.Max(0, variable.Shape.Rank - list.Length + 1))
                .Select(start => (object?)variable.Shape.Dimensions.Skip(start).Take(list.Length).Select(static size => (long)size).ToArray())),
            _ => [],
        };
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
}
