using GenNet.Devices.Cpu;

namespace GenNet;

/// <summary>
/// A neural network: base of all classes with a <see cref="ModelAttribute"/>. It owns its weights and nothing of training: optimizer
/// state, step and data position belong to the trainer. Not safe for concurrent use of one instance.
/// </summary>
public abstract partial class Model : IDisposable
{
    private bool _disposed;

    /// <summary>Called by generated code: allocates the weights and starts them by their initializers.</summary>
    /// <param name="description">What the generator knows of the model.</param>
    /// <param name="plan">Its generated code.</param>
    /// <param name="device">Where it runs; <see cref="Device.Default"/> if null.</param>
    /// <param name="seed">Seed of the initial weights: the same seed gives the same weights on every machine.</param>
    protected Model(ModelDescription description, ModelPlan plan, Device? device, ulong seed)
    {
        Description = description;
        Plan = plan;
        Device = device ?? Device.Default;
        Seed = seed;
        WeightMemory = AlignedMemory.Allocate(description.Memory.Weights);
        WeightInitializer.InitializeAll(description, WeightMemory, seed);
        Inference = InferenceRunner.Create(this);
    }

    /// <summary>What is known of the model at compile time.</summary>
    public ModelDescription Description { get; }

    /// <summary>Where the model runs.</summary>
    public Device Device { get; }

    /// <summary>Layers in declaration order.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    internal ModelPlan Plan { get; }

    internal ulong Seed { get; }

    internal InferenceRunner Inference { get; }

    internal AlignedMemory WeightMemory { get; }

    /// <summary>Counts changes of the weights, so that what is derived from them can be made anew.</summary>
    internal int WeightsVersion { get; private set; }

    internal AlignedMemory WeightArena
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return WeightMemory;
        }
    }

    /// <summary>Frees the model's memory.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Inference.Dispose();
        WeightMemory.Dispose();
        GC.SuppressFinalize(this);
    }

    internal void WeightsChanged() => WeightsVersion++;

    /// <summary>Inference of a model with one input and one output, without copies.</summary>
    /// <returns>The number of batch rows.</returns>
    /// <exception cref="ArgumentException">A length isn't a whole number of rows, or <paramref name="output"/> has another number of them.</exception>
    protected int RunInference(ReadOnlySpan<float> input, Span<float> output) => Inference.Run(input, output);

    /// <summary>Takes input <paramref name="index"/> of the next <see cref="RunInference(int)"/>.</summary>
    /// <returns>The number of batch rows.</returns>
    /// <exception cref="ArgumentException">The length isn't a whole number of rows.</exception>
    protected int StageInput(int index, ReadOnlySpan<float> values) => Inference.Stage(index, values);

    /// <summary>Refuses memory for output <paramref name="index"/> that <paramref name="rows"/> rows don't fill.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    protected void RequireOutput(int index, int rows, ReadOnlySpan<float> memory) => Inference.RequireOutput(index, rows, memory.Length);

    /// <summary>Inference of <paramref name="rows"/> rows from the staged inputs to the model's own output memory.</summary>
    /// <exception cref="ArgumentException">A staged input has another number of rows.</exception>
    protected void RunInference(int rows) => Inference.Run(rows);

    /// <summary>Output <paramref name="index"/> of the last <see cref="RunInference(int)"/>: valid until the next one.</summary>
    protected ReadOnlySpan<float> StagedOutput(int index) => Inference.Output(index);
}
