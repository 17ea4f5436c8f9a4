using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>Which layers of one model training changes: all but those that are frozen at this moment (<see cref="Layer.Trainable"/>).</summary>
public sealed class TrainedLayers
{
    private readonly ModelDescription _model;
    private readonly bool[] _trained;
    private int _version;

    internal TrainedLayers(ModelDescription model)
    {
        _model = model;
        _trained = [.. model.Layers.Select(static layer => layer.Trainable)];
    }

    /// <summary>Counts the changes, so that what is derived from them can be made anew.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The variables that training changes now: of layers that aren't frozen, all but state.</summary>
    public IEnumerable<VariableDescription> Variables =>
        _model.Layers.Where((_, layer) => _trained[layer]).SelectMany(static layer => layer.Variables).Where(static variable => !variable.IsState);

    /// <summary>Where those variables lie: what an optimizer updates. Neighbours are one range.</summary>
    public IReadOnlyList<WeightRange> Ranges => TrainedWeights.Of(_model, _trained).Ranges;

    /// <summary>Whether training changes layer <paramref name="layer"/>.</summary>
    public bool this[int layer]
    {
        get => Volatile.Read(ref _trained[layer]);
        internal set
        {
            if (_trained[layer] == value)
                return;
            Volatile.Write(ref _trained[layer], value);
            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>Copies what holds at this moment: what all of a step goes by.</summary>
    /// <param name="trained">Takes a value for each layer.</param>
    public void CopyTo(Span<bool> trained) => _trained.CopyTo(trained);
}
