namespace GenNet;

/// <summary>One model as a device sees it: what was compiled of its class, and its weights at this moment.</summary>
public sealed class ModelInstance
{
    private volatile WeightArena? _weights;

    internal ModelInstance(ModelDescription description, ModelPlan plan, ulong seed)
    {
        Description = description;
        Plan = plan;
        Seed = seed;
        InputSizes = SizesOf(description.Inputs);
        OutputSizes = SizesOf(description.Outputs);
        _weights = new(description);
    }

    /// <summary>What is known of the model at compile time.</summary>
    public ModelDescription Description { get; }

    /// <summary>
    /// Its generated code. For the CPU these are the methods of <see cref="ModelPlan"/>; code for another device is an interface of that device's package, which the same object implements
    /// where the package was referenced when the model was compiled: <c>model.Plan is IGpuPlan</c>.
    /// </summary>
    public ModelPlan Plan { get; }

    /// <summary>Seed of the model: of its initial weights, and of layers that draw random numbers.</summary>
    public ulong Seed { get; }

    /// <summary>The weights at this moment: whoever works on them takes them once, because a load puts others in their place.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public WeightArena Weights => _weights ?? throw new ObjectDisposedException(Description.FullName);

    /// <summary>Values per row of each input.</summary>
    internal int[] InputSizes { get; }

    /// <summary>Values per row of each output.</summary>
    internal int[] OutputSizes { get; }

    /// <summary>The weights, or null once the model is disposed.</summary>
    internal WeightArena? WeightsOrNull
    {
        get => _weights;
        set => _weights = value;
    }

    private static int[] SizesOf(IReadOnlyList<TensorDescription> tensors) => [.. tensors.Select(static t => checked((int)t.Shape.ElementCount))];
}
