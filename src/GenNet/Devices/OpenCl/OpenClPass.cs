using GenNet.Devices.OpenCl;

namespace GenNet;

/// <summary>One run of a model's generated inference code on an OpenCL device; see <see cref="Pass"/>.</summary>
public readonly struct OpenClPass
{
    internal OpenClPass(int rows, OpenClDevice device, OpenClBuffer weights, OpenClBuffer activations, OpenClBuffer[] inputs, OpenClBuffer[] outputs)
    {
        Rows = rows;
        Device = device;
        Weights = weights;
        Activations = activations;
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>Number of batch rows.</summary>
    public int Rows { get; }

    internal OpenClDevice Device { get; }

    private OpenClBuffer Weights { get; }

    private OpenClBuffer Activations { get; }

    private OpenClBuffer[] Inputs { get; }

    private OpenClBuffer[] Outputs { get; }

    /// <summary>The model's input <paramref name="index"/>.</summary>
    public DeviceTensorRef Input(int index) => new(Inputs[index].Handle, 0);

    /// <summary>Where the model's output <paramref name="index"/> goes.</summary>
    public DeviceTensorRef Output(int index) => new(Outputs[index].Handle, 0);

    /// <summary>A variable.</summary>
    /// <param name="offset">Its place in the weight arena, in float32 values.</param>
    public DeviceTensorRef Weight(int offset) => new(Weights.Handle, offset);

    /// <summary>A value between layers.</summary>
    /// <param name="offset">Its place in the activation arena, in float32 values per row.</param>
    public DeviceTensorRef Activation(int offset) => new(Activations.Handle, (nint)offset * Rows);
}
