namespace GenNet;

/// <summary>
/// One output's predictions of a batch, with their targets: what a <see cref="Loss"/> and a <see cref="MetricState"/> look at. Predictions are vectors along the output's
/// last axis; of an output of shape (time, units) each sample has as many vectors as time steps. All values are float32 in the host's memory, whatever device and type
/// the output was computed in.
/// </summary>
public readonly ref struct OutputBatch
{
    private readonly ReadOnlySpan<float> _weights;
    private readonly ReadOnlySpan<float> _mask;
    private readonly Loss? _loss;
    private readonly double _factor;

    /// <summary>A batch.</summary>
    /// <param name="predictions">Vectors of <paramref name="width"/> numbers, one after another.</param>
    /// <param name="targets">A vector of <paramref name="targetWidth"/> numbers for each of them.</param>
    /// <param name="width">Size of the output's last axis.</param>
    /// <param name="targetWidth">Size of the targets' last axis: 1 for labels.</param>
    /// <param name="weights">A weight for each vector, or nothing.</param>
    /// <param name="mask">Not 0 for each vector that counts, or nothing: all do.</param>
    /// <exception cref="ArgumentException">The lengths don't fit each other.</exception>
    public OutputBatch(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int width, int targetWidth,
        ReadOnlySpan<float> weights = default, ReadOnlySpan<float> mask = default)
        : this(predictions, targets, width, targetWidth, weights, mask, loss: null, factor: 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetWidth);
        Count = predictions.Length / width;
        if (predictions.Length % width != 0)
            throw new ArgumentException($"{predictions.Length} predictions are no whole number of vectors of {width}.", nameof(predictions));
        Require(targets.Length, (long)Count * targetWidth, nameof(targets));
        if (!weights.IsEmpty)
            Require(weights.Length, Count, nameof(weights));
        if (!mask.IsEmpty)
            Require(mask.Length, Count, nameof(mask));
    }

    private OutputBatch(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int width, int targetWidth,
        ReadOnlySpan<float> weights, ReadOnlySpan<float> mask, Loss? loss, double factor)
    {
        Predictions = predictions;
        Targets = targets;
        Width = width;
        TargetWidth = targetWidth;
        _weights = weights;
        _mask = mask;
        _loss = loss;
        _factor = factor;
    }

    /// <summary>All predictions, vector after vector.</summary>
    public ReadOnlySpan<float> Predictions { get; }

    /// <summary>All targets, vector after vector.</summary>
    public ReadOnlySpan<float> Targets { get; }

    /// <summary>Size of a prediction: the output's last axis.</summary>
    public int Width { get; }

    /// <summary>Size of a target.</summary>
    public int TargetWidth { get; }

    /// <summary>Number of vectors, those that don't count included.</summary>
    public int Count { get; private init; }

    /// <summary>Prediction <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> Prediction(int index) => Predictions.Slice(index * Width, Width);

    /// <summary>The target of prediction <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> Target(int index) => Targets.Slice(index * TargetWidth, TargetWidth);

    /// <summary>
    /// How much vector <paramref name="index"/> counts: its weight, or 1 if there are none; 0 if it is masked. In a loss, its share of the batch's one number: what
    /// reduction, masks and targets without a meaning make of it.
    /// </summary>
    public double Weight(int index) => Counts(index) ? _factor * (_weights.IsEmpty ? 1 : _weights[index]) : 0;

    /// <summary>The batch with the shares that <paramref name="loss"/> gives its vectors.</summary>
    internal OutputBatch For(Loss loss, double factor = 1) => new(Predictions, Targets, Width, TargetWidth, _weights, _mask, loss, factor) { Count = Count };

    /// <summary>Whether vector <paramref name="index"/> counts at all.</summary>
    internal bool Counts(int index) => (_mask.IsEmpty || _mask[index] != 0) && (_loss is null || _loss.IsValid(Target(index)));

    private void Require(int actual, long expected, string parameter)
    {
        if (actual != expected)
            throw new ArgumentException($"{Count} vectors of predictions need {expected} {parameter}, and there are {actual}.", parameter);
    }
}
