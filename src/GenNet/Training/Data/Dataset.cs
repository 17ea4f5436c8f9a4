using System.Globalization;
using GenNet.Training;
using GenNet.Training.Data;

namespace GenNet;

/// <summary>
/// Samples in memory: inputs and targets, the batch first, row-major. Labels of sparse losses are whole numbers. Nothing is copied but labels, and targets of other types than float32.
/// </summary>
public sealed class Dataset
{
    private Dataset(Column[] inputs, Column[] targets, int count)
    {
        Inputs = inputs;
        Targets = targets;
        Count = count;
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    internal Column[] Inputs { get; }

    internal Column[] Targets { get; }

    /// <summary>One input and one label a sample.</summary>
    /// <param name="inputs">The samples' values, one sample after another.</param>
    /// <param name="labels">A label for each sample.</param>
    /// <exception cref="ArgumentException">The inputs are no whole number of values a sample.</exception>
    public static Dataset From(SampleValues inputs, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty)
            throw new ArgumentException("A dataset needs samples, and there is no label.", nameof(labels));
        var targets = new float[labels.Length];
        for (var i = 0; i < labels.Length; i++)
            targets[i] = labels[i];
        return From(labels.Length, [inputs], [targets]);
    }

    /// <summary>One input and one target of numbers.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="inputs">The samples' values, one sample after another.</param>
    /// <param name="targets">The samples' targets, one sample after another.</param>
    /// <exception cref="ArgumentException">A length is no whole number of values a sample.</exception>
    public static Dataset From(int count, SampleValues inputs, SampleValues targets) => From(count, [inputs], [targets]);

    /// <summary>Several inputs or outputs, in the model's order.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="inputs">For each input of the model all samples' values.</param>
    /// <param name="targets">For each output of the model all samples' targets.</param>
    /// <exception cref="ArgumentException">A length is no whole number of values a sample.</exception>
    public static Dataset From(int count, IReadOnlyList<SampleValues> inputs, IReadOnlyList<SampleValues> targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "A dataset needs samples: count says of how many samples the values are, and must be at least 1.");
        return new([.. inputs.Select((v, i) => Column.Of(v, count, $"input {i}"))], [.. targets.Select((v, i) => Column.OfTarget(v, count, $"target {i}"))], count);
    }

    /// <summary>Without the first <paramref name="count"/> samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Dataset Skip(int count) => Slice(Math.Min(Require.NotNegative(count), Count), Count);

    /// <summary>The first <paramref name="count"/> samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Dataset Take(int count) => Slice(0, Math.Min(Require.NotNegative(count), Count));

    /// <summary>
    /// Samples to train on and samples to validate with: the last ones, as Keras' <c>validation_split</c> takes them. Training keeps the first ⌊n·(1 − share)⌋.
    /// </summary>
    /// <param name="validationShare">Share of the samples for validation, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">One of the two would be without samples.</exception>
    public (Dataset Training, Dataset Validation) Split(double validationShare)
    {
        var training = validationShare is > 0 and < 1 ? (int)Math.Floor(Count * (1 - validationShare)) : 0;
        if (training == 0 || training == Count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{Count} samples can't be split into a share of {validationShare} for validation and the rest: give a share above 0 and below 1 that leaves samples for both."),
                nameof(validationShare));
        }
        return (Take(training), Skip(training));
    }

    /// <summary>Number of samples and values a sample: <c>Dataset: 64 samples, inputs of 784 values, targets of 1</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Dataset: {Count} samples, inputs of {Sizes(Inputs)} values, targets of {Sizes(Targets)}");

    private static string Sizes(Column[] columns) => string.Join(" and ", columns.Select(static c => c.PerRow.ToString(CultureInfo.InvariantCulture)));

    private Dataset Slice(int start, int end) =>
        new([.. Inputs.Select(c => c.Slice(start, end))], [.. Targets.Select(c => c.Slice(start, end))], end - start);
}
