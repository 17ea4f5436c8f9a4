namespace GenNet;

public abstract partial class Model
{
    /// <summary>Takes new values for all variables, in the order of the layers; called by generated code. All shapes are checked before any value changes.</summary>
    /// <exception cref="ArgumentException">A tensor has another shape than its variable.</exception>
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
        for (var i = 0; i < variables.Length; i++)
            variables[i].Assign(values[i].Values);
    }
}
