using System.Runtime.CompilerServices;

namespace GenNet;

// A model as a layer of another one: the same weights in the other one's memory, under longer names there.
public abstract partial class Model
{
    private readonly Part? _part;

    /// <summary>Called by generated code: the model as a layer of <paramref name="owner"/>, whose weights, device and life it has.</summary>
    /// <param name="owner">The outermost model around it.</param>
    /// <param name="description">What the generator knows of the model by itself.</param>
    protected Model(Model owner, ModelDescription description)
    {
        ArgumentNullException.ThrowIfNull(owner);
        _part = new(owner, description);
        _gate = owner._gate;
        _device = owner._device;
        _runner = owner._runner;
        TrainingLease = owner.TrainingLease;
        Instance = owner.Instance;
    }

    /// <summary>
    /// The model that this one is a layer of, which has its weights; null of a model by itself. A layer's weights are read, set and saved as a model's; predictions, training,
    /// loading and moves are the whole model's.
    /// </summary>
    public Model? Owner => _part?.Owner;

    private InvalidOperationException IsPart([CallerMemberName] string what = "") => new(
        $"{_part!.Description.FullName} is a layer of {_part.Owner.Description.FullName} here, and {what} is the whole model's: use that one, or make a model of its own, 'new {GetType().Name}()', and exchange weights by GetWeights and SetWeights.");

    /// <summary>Refuses what only the whole model does.</summary>
    /// <param name="what">Name of it, for the message.</param>
    /// <exception cref="InvalidOperationException">The model is a layer of another one.</exception>
    internal void ThrowIfPart([CallerMemberName] string what = "")
    {
        if (_part is not null)
            throw IsPart(what);
    }

    private sealed record Part(Model Owner, ModelDescription Description);
}
