namespace GenNet.Specs;

/// <summary>
/// What a layer makes of inputs whose first axis is the model's length at run time (<see cref="TensorType.HasRunTimeLength"/>). The values of such inputs lie one after another for the length
/// that there is, in places that are sized for the bound: so a layer must know the axis, or take each timestep by itself.
/// </summary>
public static class RunTimeLength
{
    /// <summary>What follows for inputs of these types, as <see cref="LayerSpec.InferTyped"/>, whose lengths may be known at run time only.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">Types of the inputs as they enter; <see cref="TensorType.None"/> for one that is left out.</param>
    /// <exception cref="SpecException">The inputs don't fit the layer.</exception>
    public static InferredLayer InferCall(this LayerSpec layer, EquatableArray<TensorType> inputs)
    {
        if (layer.TimeAxes > 0)
            return TimeAxes.Infer(layer, inputs);
        if (layer.TakesRunTimeLength || !inputs.Any(static input => input.HasRunTimeLength))
            return layer.InferTyped(inputs);
        var given = inputs.Where(static input => !input.IsNone).ToArray();
        if (given.Any(input => !input.HasRunTimeLength || input.Shape[0] != given[0].Shape[0]))
        {
            throw new SpecException(
                $"takes {string.Join(" and ", given)}: where the length of one is known at run time only, all must have that length as their first axis; declare the model's input without VariableLength, or give values that have it");
        }
        if (layer.OnTimestep(inputs) is not { } onTimestep)
        {
            throw new SpecException(
                $"needs to know the size of every axis, and the first axis of {given[0]} is known at run time only; end it before, as with an LSTM without ReturnSequences, or declare the model's input without VariableLength");
        }
        return onTimestep.InferTyped(inputs.Select(static input => input.IsNone ? input : input.Timestep).ToEquatableArray()).OnEach(new(given[0].Shape[0], true));
    }
}
