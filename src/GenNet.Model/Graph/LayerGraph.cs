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
    /// <summary>The graph of <paramref name="model"/>.</summary>
    public static LayerGraph Of(ModelSpec model) => new(
        model.IsSequential, model.Inputs.Count, model.Layers.Count,
        model.Calls.Select(static call => new LayerGraphCall(call.Layer, call.Inputs)).ToArray(),
        model.Outputs.Select(static output => output.Value).ToArray());

    /// <summary>The call that yields <paramref name="value"/>; null for an input.</summary>
    public LayerGraphCall? ProducerOf(int value) => value < Inputs ? null : Calls[value - Inputs];
}

/// <summary>One call.</summary>
/// <param name="Layer">Index of the layer; -1 for a tensor operation.</param>
/// <param name="Inputs">Numbers of the values it takes.</param>
public sealed record LayerGraphCall(int Layer, IReadOnlyList<int> Inputs);
