using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>What a config is read for.</summary>
internal sealed class KerasReading
{
    private readonly IReadOnlyList<TensorShape>? _inputs;

    private KerasReading(bool isComparison, IReadOnlyList<TensorShape>? inputs)
    {
        IsComparison = isComparison;
        _inputs = inputs;
    }

    /// <summary>To build the model: everything in it must have a counterpart.</summary>
    public static KerasReading ToBuild { get; } = new(false, []);

    /// <summary>To learn what its layers are called: shapes don't matter.</summary>
    public static KerasReading ToName { get; } = new(true, null);

    /// <summary>Whether what the model computes at inference is all that counts, so that what steers training and first weights is left out.</summary>
    public bool IsComparison { get; }

    /// <summary>To compare what the model computes with a class.</summary>
    /// <param name="inputs">Shapes of the class's inputs: where Keras leaves a dimension open, the class's is one that fits.</param>
    public static KerasReading ToCompare(IReadOnlyList<TensorShape> inputs) => new(true, inputs);

    /// <summary>The same for a model among the layers, of whose inputs nothing is known but what its own config says.</summary>
    public KerasReading Nested => new(IsComparison, _inputs is null ? null : []);

    /// <summary>Whether an argument of a layer is not read at all.</summary>
    public bool LeavesOut(string argument) => IsComparison
        && (argument is "activity_regularizer"
            || argument.EndsWith("_initializer", StringComparison.Ordinal)
            || argument.EndsWith("_regularizer", StringComparison.Ordinal)
            || argument.EndsWith("_constraint", StringComparison.Ordinal));

    /// <summary>A dimension that Keras leaves open; null if it may not.</summary>
    /// <param name="input">Number of the input.</param>
    /// <param name="axis">The dimension without the batch.</param>
    /// <param name="rank">How many there are.</param>
    public int? Dimension(int input, int axis, int rank) =>
        _inputs is null ? 1 : input < _inputs.Count && _inputs[input].Rank == rank ? _inputs[input].Dimensions[axis] : null;
}
