namespace GenNet.Graph;

/// <summary>Which layer takes what, whatever the layers are: all that Keras' order of layers depends on.</summary>
/// <remarks>Values are numbered: the inputs first, then the result of each call in order.</remarks>
/// <param name="IsSequential">Whether the layers just follow each other.</param>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Calls">Calls in the order of execution.</param>
/// <param name="Outputs">Numbers of the values that are outputs.</param>
public sealed record LayerGraph(bool IsSequential, int Inputs, int Layers, IReadOnlyList<LayerGraphCall> Calls, IReadOnlyList<int> Outputs)
{
    /// <summary>The graph of <paramref name="model"/>, all results of a call as one; a mask that comes by itself is no edge of it, as in Keras.</summary>
    public static LayerGraph Of(ModelSpec model)
    {
        int NumberOf(int value) => value < model.Inputs.Count ? value : model.Inputs.Count + model.IndexOfProducer(value);
        return new(
            model.IsSequential, model.Inputs.Count, model.Layers.Count,
            model.Calls.Select(call => new LayerGraphCall(call.Layer, call.Given.Select(NumberOf).ToArray())).ToArray(),
            model.Outputs.Select(output => NumberOf(output.Value)).ToArray());
    }

    /// <summary>The call that yields <paramref name="value"/>; null for an input.</summary>
    public LayerGraphCall? ProducerOf(int value) => value < Inputs ? null : Calls[value - Inputs];
}

/// <summary>One call.</summary>
/// <param name="Layer">Index of the layer; -1 for a tensor operation.</param>
/// <param name="Inputs">Numbers of the values it takes.</param>
public sealed record LayerGraphCall(int Layer, IReadOnlyList<int> Inputs);
