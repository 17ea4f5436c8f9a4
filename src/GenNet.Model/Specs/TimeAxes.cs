namespace GenNet.Specs;

/// <summary>Layers that treat each timestep of their inputs by itself, whatever they are (<see cref="LayerSpec.TimeAxes"/>).</summary>
public static class TimeAxes
{
    /// <summary>Types of one timestep of values whose first <paramref name="axes"/> axes are timesteps.</summary>
    public static EquatableArray<TensorType> Without(int axes, EquatableArray<TensorType> types)
    {
        for (var axis = 0; axis < axes; axis++)
            types = types.Select(static type => type.IsNone ? type : type.Timestep).ToEquatableArray();
        return types;
    }

    /// <summary>What follows for such a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">Types of its inputs, timesteps included; <see cref="TensorType.None"/> for one that is left out.</param>
    /// <exception cref="SpecException">It can't be applied to each timestep, or the inputs don't fit it.</exception>
    internal static InferredLayer Infer(LayerSpec layer, EquatableArray<TensorType> inputs)
    {
        Check(layer);
        if (inputs.Any(static input => !input.IsNone && input.Shape.Rank == 0) || inputs.All(static input => input.IsNone))
            throw new SpecException("is applied to each timestep, and takes a value without any");
        var steps = inputs.First(static input => !input.IsNone);
        var inferred = (layer with { TimeAxes = layer.TimeAxes - 1 }).InferCall(Without(1, inputs));
        if (inferred.Carried.Count > 0)
            throw SpecException.Of("stateful", $"is {ArgumentValue.Of(true)}, and a layer that is applied to each timestep by itself has no state to carry on; leave it out");
        if (steps.HasRunTimeLength && (inferred.Each.Count > 0 || layer.DependsOnBatch))
            throw new SpecException("is applied to timesteps in turn, and the number of those around them is known at run time only; declare the model's input without VariableLength");
        return inferred.OnEach(new(steps.Shape[0], steps.HasRunTimeLength));
    }

    // What depends on the batch takes timesteps one after the other, and is a call for each.
    private static void Check(LayerSpec layer)
    {
        if (layer.DependsOnBatch && (layer.TimeAxes > 1 || layer is WrapperSpec))
            throw new SpecException("is changed by each call in training, and is called for each timestep of each of several timesteps, or as a layer that holds others; take a layer there that treats each row by itself, as LayerNormalization");
        if (layer is WrapperSpec wrapper && wrapper.Content.FirstOrDefault(static content => content.Spec.DependsOnBatch) is { } content)
            throw new SpecException($"holds {content.Spec.Kind}, which each call changes in training, and is applied to each timestep by itself; take a layer there that treats each row by itself, as LayerNormalization");
        if (layer is ModelVariableSpec)
            throw new SpecException("is a weight of a model's own, and that model is applied to each timestep; give it to the model around");
    }
}
