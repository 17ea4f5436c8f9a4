using GenNet.Specs;

namespace GenNet;

/// <summary>The batch of one prediction: inputs and outputs in the host's memory, which stays where it is during the call, and the weights that it is computed with.</summary>
public readonly unsafe ref struct InferenceBatch
{
    private readonly ModelInstance _model;

    internal InferenceBatch(ModelInstance model, int rows, int length, TensorRef* inputs, TensorRef* outputs, WeightArena weights, IDisposable? workspace)
    {
        _model = model;
        Rows = rows;
        Length = length;
        Inputs = inputs;
        Outputs = outputs;
        Weights = weights;
        Workspace = workspace;
    }

    /// <summary>Number of batch rows; it may be 0.</summary>
    public int Rows { get; }

    /// <summary>Timesteps of its sequences, in a model whose length each call says (<see cref="DeviceFeatures.RunTimeLength"/>); 0 in another.</summary>
    public int Length { get; }

    /// <summary>The weights that all of the batch is computed with, whatever is loaded meanwhile.</summary>
    public WeightArena Weights { get; }

    /// <summary>What <see cref="InferenceRunner.CreateWorkspace"/> made; no other call has it at the same time.</summary>
    public IDisposable? Workspace { get; }

    internal TensorRef* Inputs { get; }

    internal TensorRef* Outputs { get; }

    /// <summary>The model's input <paramref name="index"/>, row by row, to be read.</summary>
    public HostTensor Input(int index) => Host(Inputs[index], _model.InputSizes.Of(index, Length), _model.Description.Inputs[index].DType);

    /// <summary>Where the model's output <paramref name="index"/> goes, row by row.</summary>
    public HostTensor Output(int index) => Host(Outputs[index], _model.OutputSizes.Of(index, Length), _model.Description.Outputs[index].DType);

    private HostTensor Host(TensorRef tensor, int perRow, DType type)
    {
        var count = checked(Rows * perRow);
        return type.AtBorder() switch
        {
            DType.Int32 => HostTensor.Of(new Span<int>(tensor.Pointer, count)),
            DType.Int64 => HostTensor.Of(new Span<long>(tensor.Pointer, count)),
            DType.Bool => HostTensor.Of(new Span<bool>(tensor.Pointer, count)),
            DType.Float16 => HostTensor.Of(new Span<Half>(tensor.Pointer, count)),
            DType.Float64 => HostTensor.Of(new Span<double>(tensor.Pointer, count)),
            _ => HostTensor.Of(new Span<float>(tensor.Pointer, count)),
        };
    }
}
