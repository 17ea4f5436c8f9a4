using System.Globalization;

namespace GenNet;

/// <summary>
/// A neural network: base of all classes with a <see cref="ModelAttribute"/>. It owns its weights and nothing of training: optimizer
/// state, step and data position belong to the trainer. Not safe for concurrent use of one instance.
/// </summary>
public abstract partial class Model : IDisposable
{
    private readonly Lock _replacing = new();
    private volatile WeightArena? _weights;

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
        _weights = new WeightArena(description);
        WeightInitializer.InitializeAll(description, _weights, seed);
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

    /// <summary>The weights at this moment: whoever works on them takes them once, because <see cref="ReplaceWeights"/> puts others in their place.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    internal WeightArena WeightArena
    {
        get
        {
            var weights = _weights;
            ObjectDisposedException.ThrowIf(weights is null, this);
            return weights;
        }
    }

    internal bool IsDisposed => _weights is null;

    /// <summary>Class and sizes: <c>DigitNet: 3 layers, 34826 parameters</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Description.FullName}: {Description.Layers.Count} layers, {Description.Layers.Sum(static l => l.Variables.Sum(static v => v.Shape.ElementCount))} parameters{(IsDisposed ? ", disposed" : "")}");

    /// <summary>Frees the model's memory. Spans of its weights and results that somebody still holds stay readable.</summary>
    public void Dispose()
    {
        _weights = null;
        Inference.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A second arena of the same layout, zeroed: to be filled and then to take the weights' place.</summary>
    internal WeightArena NewWeights() => new(Description);

    /// <summary>Puts <paramref name="weights"/>, of <see cref="NewWeights"/>, in the weights' place at once: whoever works on the old ones finishes on them.</summary>
    /// <param name="weights">The new weights. They belong to the model from now on.</param>
    /// <param name="kept">Variables that keep the values that they have at the moment of the exchange.</param>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    internal void ReplaceWeights(WeightArena weights, params ReadOnlySpan<VariableDescription> kept)
    {
        lock (_replacing)
        {
            foreach (var variable in kept)
                WeightArena.Of(variable).CopyTo(weights.Of(variable));
            _ = WeightArena;
            _weights = weights;
        }
    }

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
