using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>What a config is read for.</summary>
internal sealed class KerasReading
{
    private readonly IReadOnlyList<TensorType>? _inputs;
    private readonly IReadOnlyDictionary<string, int> _lengths;
    private readonly int? _lengthOfAll;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<int>> _shapes;

    private KerasReading(
        bool isComparison, IReadOnlyList<TensorType>? inputs, IReadOnlyDictionary<string, int> lengths, int? lengthOfAll = null, IReadOnlyDictionary<string, IReadOnlyList<int>>? shapes = null)
    {
        _shapes = shapes ?? new Dictionary<string, IReadOnlyList<int>>();
        IsComparison = isComparison;
        _inputs = inputs;
        _lengths = lengths;
        _lengthOfAll = lengthOfAll;
    }

    /// <summary>To build the model: everything in it must have a counterpart.</summary>
    public static KerasReading ToBuild { get; } = ToBuildWith(new Dictionary<string, int>());

    /// <summary>To learn what its layers are called: shapes don't matter.</summary>
    public static KerasReading ToName { get; } = new(true, null, new Dictionary<string, int>());

    /// <summary>Whether what the model computes at inference is all that counts, so that what steers training and first weights is left out.</summary>
    public bool IsComparison { get; }

    /// <summary>Whether a layer that has no counterpart is no problem but a gap: a custom layer that is to be written.</summary>
    public bool LeavesGaps { get; private init; }

    /// <summary>To build the model, as <see cref="ToBuild"/>.</summary>
    /// <param name="lengths">The largest length of inputs whose first dimension Keras leaves open, by their names.</param>
    /// <param name="shapes">Shapes of inputs of which Keras leaves dimensions open, without the batch, by their names.</param>
    public static KerasReading ToBuildWith(IReadOnlyDictionary<string, int> lengths, IReadOnlyDictionary<string, IReadOnlyList<int>>? shapes = null) => new(false, [], lengths, shapes: shapes);

    /// <summary>The same reading that leaves gaps.</summary>
    public KerasReading WithGaps => new(IsComparison, _inputs, _lengths, _lengthOfAll, _shapes) { LeavesGaps = true };

    /// <summary>To compare what the model computes with a class.</summary>
    /// <param name="inputs">Types of the class's inputs: where Keras leaves a dimension open, the class's is one that fits.</param>
    public static KerasReading ToCompare(IReadOnlyList<TensorType> inputs) => new(true, inputs, new Dictionary<string, int>());

    /// <summary>The same for a model among the layers, of whose inputs nothing is known but what its own config says, and that an open length is that of the whole model.</summary>
    public KerasReading Nested => new(IsComparison, _inputs is null ? null : [], new Dictionary<string, int>(), LengthOfModel, _shapes) { LeavesGaps = LeavesGaps };

    private int? LengthOfModel =>
        _lengthOfAll ?? _lengths.Values.Cast<int?>().FirstOrDefault() ?? _inputs?.Where(static input => input.HasRunTimeLength).Select(static input => (int?)input.Shape[0]).FirstOrDefault();

    /// <summary>Whether an argument of a layer is not read at all.</summary>
    public bool LeavesOut(string argument) => IsComparison
        && (argument is "activity_regularizer"
            || argument.EndsWith("_initializer", StringComparison.Ordinal)
            || argument.EndsWith("_regularizer", StringComparison.Ordinal)
            || argument.EndsWith("_constraint", StringComparison.Ordinal));

    /// <summary>The shape of an input of which Keras notes none; null if it isn't known.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="input">Its number.</param>
    public TensorType? Shape(string name, int input) => _inputs is null ? null
        : _shapes.TryGetValue(name, out var shape) ? new(TensorShape.Of([.. shape]))
        : input < _inputs.Count ? _inputs[input]
        : null;

    /// <summary>A dimension that Keras leaves open; null if it may not.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="input">Its number.</param>
    /// <param name="axis">The dimension without the batch.</param>
    /// <param name="rank">How many there are.</param>
    public OpenDimension? Dimension(string name, int input, int axis, int rank)
    {
        if (_inputs is null)
            return new(1, false);
        if (_shapes.TryGetValue(name, out var shape) && shape.Count == rank)
            return new(shape[axis], false);
        if (axis == 0 && (_lengths.TryGetValue(name, out var length) ? length : _lengthOfAll) is { } largest)
            return new(largest, true);
        return input < _inputs.Count && _inputs[input].Shape.Rank == rank
            ? new(_inputs[input].Shape.Dimensions[axis], axis == 0 && _inputs[input].HasRunTimeLength)
            : null;
    }
}

/// <summary>What a dimension is that Keras leaves open.</summary>
/// <param name="Size">Its size; the largest, of a length that each call says.</param>
/// <param name="IsRunTimeLength">Whether each call says it.</param>
internal readonly record struct OpenDimension(int Size, bool IsRunTimeLength);
