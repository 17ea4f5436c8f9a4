namespace GenNet;

public abstract partial class Model
{
    /// <summary>Copies of all variables as they are at one moment, in the order of the layers; called by generated code.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    protected Tensor[] CopyVariables()
    {
        using var reading = ReadWeights();
        var weights = reading.Weights;
        return [.. Layers.SelectMany(static layer => layer.Variables).Select(variable => variable.CopyOf(weights))];
    }

    /// <summary>Takes new values for all variables, in the order of the layers; called by generated code. All shapes are checked before any value changes.</summary>
    /// <exception cref="ArgumentException">A tensor has another shape than its variable.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    protected void AssignVariables(ReadOnlySpan<Tensor> values)
    {
        var variables = Layers.SelectMany(static layer => layer.Variables).ToArray();
        if (values.Length != variables.Length)
            throw new ArgumentException($"{Description.FullName} has {variables.Length} variables and was given {values.Length}.", nameof(values));
        for (var i = 0; i < variables.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(values[i], nameof(values));
            if (values[i].Shape != variables[i].Shape)
            {
                throw new ArgumentException(
                    $"{Description.FullName}: {variables[i]} was given a tensor of shape {values[i].Shape.ToKerasString()}. Nothing has been changed.",
                    nameof(values));
            }
        }
        using var change = ChangeWeights("SetWeights");
        for (var i = 0; i < variables.Length; i++)
            values[i].Values.CopyTo(WeightArena.Of(variables[i].Description));
        WeightArena.Changed();
    }
}
