using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>What a call in a config takes, as a layer's inputs.</summary>
internal static class KerasCallArguments
{
    /// <summary>The values in the order of the layer's inputs, whatever order the call names them in; null for one that is left out.</summary>
    /// <exception cref="SpecException">The call gives what the layer doesn't take, or too little.</exception>
    public static IReadOnlyList<KerasValue?> Of(KerasCall call, LayerInputs inputs, string kind)
    {
        if (inputs.IsVariadic)
            return OfMany(call, inputs, kind);
        var places = new KerasValue?[inputs.Names.Count];
        var next = 0;
        foreach (var input in call.Inputs)
        {
            var place = input.Argument is null ? next++ : PlaceOf(input, inputs, places);
            if (place < 0 || (place < places.Length && places[place] is not null))
                throw new SpecException($"is called with {input.Argument}, which GenNet's {kind} doesn't take", input.Argument);
            if (place >= places.Length)
                throw new SpecException($"takes {inputs.Required} inputs and is called with {call.Inputs.Count}");
            places[place] = input.Value;
        }
        if (places.Take(inputs.Required).Contains(null))
            throw new SpecException($"takes {inputs.Required} inputs and is called with {call.Inputs.Count}");
        return places[..(Array.FindLastIndex(places, static place => place is not null) + 1)];
    }

    private static KerasValue?[] OfMany(KerasCall call, LayerInputs inputs, string kind)
    {
        if (call.Inputs.FirstOrDefault(static i => i.Argument is not null) is { } named)
            throw new SpecException($"is called with {named.Argument}, which GenNet's {kind} doesn't take", named.Argument);
        return call.Inputs.Count >= inputs.Required
            ? [.. call.Inputs.Select(static input => (KerasValue?)input.Value)]
            : throw new SpecException($"takes {inputs.Required} inputs and is called with {call.Inputs.Count}");
    }

    // Of a list, the first place that has no value yet.
    private static int PlaceOf(KerasCallInput input, LayerInputs inputs, KerasValue?[] places)
    {
        var name = PascalCase.Camel(input.Argument!);
        if (inputs.KerasLists.FirstOrDefault(list => list.Name == name) is { Count: > 0 } list)
            return input.Index < list.Count ? list.First + input.Index : -1;
        var parameter = inputs.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        for (var place = parameter.First; place < parameter.First + parameter.Count; place++)
        {
            if (places[place] is null)
                return place;
        }
        return -1;
    }
}
