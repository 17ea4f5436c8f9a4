namespace GenNet.Specs;

/// <summary>What follows from a layer's arguments and the types of its inputs (batch left out everywhere).</summary>
/// <param name="Outputs">Types of the outputs, in the order of <see cref="LayerSpec.Outputs"/>.</param>
/// <param name="Variables">Own variables in Keras' order: trainable ones first, then state.</param>
/// <param name="Constants">Members of the layer's shape interface.</param>
public sealed record InferredLayer(
    EquatableArray<TensorType> Outputs, EquatableArray<VariableSpec> Variables, EquatableArray<KernelConstant> Constants)
{
    /// <summary>Of a layer with one output.</summary>
    public InferredLayer(TensorType output, EquatableArray<VariableSpec> variables, EquatableArray<KernelConstant> constants)
        : this(EquatableArray.Of(output), variables, constants)
    {
    }

    /// <summary>Shape of the first output.</summary>
    public TensorShape Output => Outputs[0].Shape;

    /// <summary>float32 values per batch row that training keeps from forward to backward: the kernels' <c>saved</c>.</summary>
    public int SavedPerRow { get; init; }

    /// <summary>float32 values per batch that training keeps from forward to backward, whatever its size: the kernels' <c>savedFixed</c>.</summary>
    public int SavedFixed { get; init; }

    /// <summary>What the layer carries from call to call of the model.</summary>
    public EquatableArray<CarriedState> Carried { get; init; }

    /// <summary>Positions of the input's axes whose elements have statistics of their own, ascending, of a layer whose object computes these from data.</summary>
    public EquatableArray<int> KeptAxes { get; init; }

    /// <summary>Whether the kernels draw random numbers: their shape struct then has a member <c>Stream</c>, the number of the call in the model.</summary>
    public bool NeedsRandomStream { get; init; }

    /// <summary>Whether the kernels' messages name the layer: their shape struct then has a member <c>Name</c>.</summary>
    public bool NeedsName { get; init; }

    /// <summary>Whether the kernels ask if the layer is trained (<c>pass.Trains</c>): their shape struct then has a member <c>Layer</c>, the number of the layer in the model.</summary>
    public bool NeedsLayerNumber { get; init; }

    /// <summary>Whether the kernels take timesteps one by one.</summary>
    public EachTimestep Each { get; init; }

    /// <summary>The same for each of several timesteps by itself: a time axis comes in front of every output, and what is kept is kept of each.</summary>
    public InferredLayer OnEach(EachTimestep each) => this with
    {
        Outputs = Outputs.Select(output => output.Sequence(each.Count, each.IsRunTimeLength)).ToEquatableArray(),
        SavedPerRow = checked(each.Count * SavedPerRow),
        Each = Each.Count == 0 ? each : new(checked(each.Count * Each.Count), false),
    };

    /// <summary>When the first output is the first input's own memory and no kernel is called.</summary>
    public Identity Identity { get; init; }
}

/// <summary>When a layer hands on its input untouched.</summary>
public enum Identity
{
    /// <summary>Never.</summary>
    Never,
    /// <summary>At inference, as Dropout.</summary>
    Inference,
    /// <summary>Always, as Flatten.</summary>
    Always,
}
