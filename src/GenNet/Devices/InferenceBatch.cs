namespace GenNet;

/// <summary>The batch of one prediction: inputs and outputs in the host's memory, which stays where it is during the call, and the weights that it is computed with.</summary>
public readonly unsafe ref struct InferenceBatch
{
    private readonly ModelInstance _model;

    internal InferenceBatch(ModelInstance model, int rows, TensorRef* inputs, TensorRef* outputs, WeightArena weights, IDisposable? workspace)
    {
        _model = model;
        Rows = rows;
        Inputs = inputs;
        Outputs = outputs;
        Weights = weights;
        Workspace = workspace;
    }

    /// <summary>Number of batch rows; it may be 0.</summary>
    public int Rows { get; }

    /// <summary>The weights that all of the batch is computed with, whatever is loaded meanwhile.</summary>
    public WeightArena Weights { get; }

    /// <summary>What <see cref="InferenceRunner.CreateWorkspace"/> made; no other call has it at the same time.</summary>
    public IDisposable? Workspace { get; }

    internal TensorRef* Inputs { get; }

    internal TensorRef* Outputs { get; }

    /// <summary>The model's input <paramref name="index"/>, row by row.</summary>
    public ReadOnlySpan<float> Input(int index) => new(Inputs[index].Pointer, checked(Rows * _model.InputSizes[index]));

    /// <summary>Where the model's output <paramref name="index"/> goes, row by row.</summary>
    public Span<float> Output(int index) => new(Outputs[index].Pointer, checked(Rows * _model.OutputSizes[index]));
}
