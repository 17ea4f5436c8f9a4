namespace GenNet.Loops;

/// <summary>A device with memory of its own, which counts what is done with it.</summary>
public sealed class LoopDevice() : Device("Loops")
{
    private int _predictions;
    private int _livingWeights;

    /// <summary>Batches predicted.</summary>
    public int Predictions => _predictions;

    /// <summary>Steps trained.</summary>
    public int Steps { get; internal set; }

    /// <summary>How often weights came from the host.</summary>
    public int Uploads { get; internal set; }

    /// <summary>How often the host fetched weights.</summary>
    public int Downloads { get; internal set; }

    /// <summary>Copies of weights that are allocated now.</summary>
    public int LivingWeights => _livingWeights;

    /// <summary>Runners that are there now.</summary>
    public int LivingRunners { get; internal set; }

    protected override InferenceRunner CreateInferenceRunner(ModelInstance model) => new LoopInferenceRunner(model, this, DenseStack.Of(model, this));

    protected override TrainingRunner CreateTrainingRunner(ModelInstance model, Optimizer optimizer) => optimizer is { ClipNorm: null, ClipValue: null, GlobalClipNorm: null, WeightDecay: null, UpdatesWholeVariables: false }
        ? new LoopTrainingRunner(model, this, DenseStack.Of(model, this), optimizer)
        : throw new NotSupportedException($"{model.Description.FullName} can't be trained on {this} with {optimizer}: it knows neither clipping nor weight decay, nor updates of whole variables.");

    protected override DeviceWeights AllocateWeights(ModelDescription model)
    {
        Interlocked.Increment(ref _livingWeights);
        return new LoopWeights(this, model.Memory.Weights);
    }

    internal void Predicted() => Interlocked.Increment(ref _predictions);

    internal void Freed() => Interlocked.Decrement(ref _livingWeights);
}
