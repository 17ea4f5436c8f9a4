using GenNet.Devices;
using GenNet.Kernels;

namespace GenNet;

/// <summary>One model as a device sees it: what was compiled of its class, and its weights at this moment.</summary>
public sealed class ModelInstance
{
    private readonly Lock _exchanges = new();
    private readonly InitialValues _initialize;
    private volatile WeightArena? _weights;
    private volatile bool _isDisposed;

    internal ModelInstance(ModelDescription description, ModelPlan plan, ulong seed, InitialValues initialize)
    {
        _initialize = initialize;
        Description = description;
        Plan = plan;
        Seed = seed;
        TrainedLayers = new(description);
        InputSizes = new(description.Inputs);
        OutputSizes = new(description.Outputs);
        CarriedStates = CarriedStates.Of(description);
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

    /// <summary>What training changes at this moment. A training runner looks at it when a step begins.</summary>
    public TrainedLayers TrainedLayers { get; }

    /// <summary>
    /// The weights at this moment: whoever works on them takes them once, because a load puts others in their place. They have memory, and their initial values, when they are
    /// first asked for.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public WeightArena Weights => _weights ?? InitialWeights();

    /// <summary>Values per row of each input.</summary>
    internal RowSizes InputSizes { get; }

    /// <summary>Values per row of each output.</summary>
    internal RowSizes OutputSizes { get; }

    /// <summary>What layers carry from call to call; null if none does.</summary>
    internal CarriedStates? CarriedStates { get; }

    /// <summary>The weights; null if nobody has asked for them yet, or once the model is disposed.</summary>
    internal WeightArena? WeightsOrNull => _weights;

    /// <summary>Whether the model is disposed.</summary>
    internal bool IsDisposed => _isDisposed;

    private long SizeOfWeights => (long)Description.Memory.Weights * sizeof(float);

    /// <summary>An arena of the weights' layout, zeroed.</summary>
    internal WeightArena NewWeights()
    {
        RetiredMemory.CollectBefore(SizeOfWeights);
        return new(Description);
    }

    /// <summary>Puts <paramref name="weights"/> in the weights' place.</summary>
    /// <param name="weights">The new weights.</param>
    /// <param name="kept">Variables that keep the values that they have; the initial ones if nobody has asked for the weights yet.</param>
    /// <returns>The old weights, if there were any.</returns>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    internal WeightArena? Exchange(WeightArena weights, IReadOnlyCollection<VariableDescription> kept)
    {
        lock (_exchanges)
        {
            ThrowIfDisposed();
            var old = _weights;
            if (old is not null)
            {
                foreach (var variable in kept)
                    old.SlotsOf(variable).CopyTo(weights.SlotsOf(variable));
                RetiredMemory.Add(old, SizeOfWeights);
            }
            else if (kept.Count > 0)
            {
                _initialize(weights, kept.ToHashSet(ReferenceEqualityComparer.Instance).Contains);
            }
            _weights = weights;
            return old;
        }
    }

    /// <summary>Lets go of the weights for good.</summary>
    /// <returns>The weights, if there were any.</returns>
    internal WeightArena? Drop()
    {
        lock (_exchanges)
        {
            var old = _weights;
            if (old is not null)
                RetiredMemory.Add(old, SizeOfWeights);
            _isDisposed = true;
            CarriedStates?.Release();
            _weights = null;
            return old;
        }
    }

    private WeightArena InitialWeights()
    {
        lock (_exchanges)
        {
            ThrowIfDisposed();
            if (_weights is { } weights)
                return weights;
            weights = NewWeights();
            _initialize(weights, static _ => true);
            return _weights = weights;
        }
    }

    private void ThrowIfDisposed()
    {
        if (_isDisposed)
            throw new ObjectDisposedException(Description.FullName);
    }
}

/// <summary>Gives variables their initial values.</summary>
/// <param name="weights">Where they lie.</param>
/// <param name="isWanted">Which of them.</param>
internal delegate void InitialValues(WeightArena weights, Func<VariableDescription, bool> isWanted);
