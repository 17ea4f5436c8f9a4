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
            if (values[i] is null)
                throw new ArgumentNullException(nameof(values), $"{Description.FullName}: {variables[i]} was given no tensor, null. Nothing has been changed.");
            if (values[i].Shape != variables[i].Shape)
            {
                throw new ArgumentException(
                    $"{Description.FullName}: {variables[i]} was given a tensor of shape {values[i].Shape.ToKerasString()}. Nothing has been changed.",
                    nameof(values));
            }
        }
        using var change = ChangeWeights("SetWeights");
        for (var i = 0; i < variables.Length; i++)
            variables[i].Take(values[i], WeightArena);
        WeightArena.Changed();
    }

    /// <summary>Checks that a list of weights has as many elements as the list of layers it is for; called by generated code.</summary>
    /// <param name="model">The model.</param>
    /// <param name="elements">The list.</param>
    /// <param name="count">How many layers there are.</param>
    /// <param name="name">How the list is reached: <c>weights.Blocks</c>.</param>
    /// <exception cref="ArgumentNullException">It is null, or an element of it.</exception>
    /// <exception cref="ArgumentException">It has another number of elements.</exception>
    protected static void RequireElements<T>(ModelDescription model, IReadOnlyList<T> elements, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(elements, name);
        if (elements.Count != count)
            throw new ArgumentException($"{model.FullName}: {name} has {elements.Count} elements, and the model {count} such layers. Nothing has been changed.", nameof(elements));
        foreach (var element in elements)
            ArgumentNullException.ThrowIfNull(element, name);
    }
}
