using GenNet.Weights.KerasH5;
using GenNet.Weights.LegacyH5;
using GenNet.Weights.Npz;
using GenNet.Weights.Safetensors;
using GenNet.Weights.Shards;
using GenNet.Weights.TensorFlow;
using GenNet.Weights.Torch;

namespace GenNet.Weights.Writing;

/// <summary>The formats that can be written.</summary>
internal static class WeightWriters
{
    private static readonly WeightWriter[] s_all =
    [
        new KerasWeightsFormat(),
        new KerasShardsFormat(),
        new LegacyFormat(),
        new SafetensorsFormat(),
        new TorchFormat(),
        new NpzFormat(),
        new CheckpointFormat(),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<WeightWriter> All => s_all;

    /// <summary>The writer that a path and options ask for.</summary>
    /// <exception cref="ArgumentException">The path doesn't tell the format and the options don't either, they contradict each other, or the format can't follow the options.</exception>
    /// <exception cref="NotSupportedException">The format can't be written.</exception>
    public static WeightWriter For(string path, SaveOptions? options) => Checked(FormatOfPath.Of(path, options?.Format), options);

    /// <summary>The writer that options ask for whose result goes to a stream.</summary>
    /// <inheritdoc cref="For(string, SaveOptions)"/>
    public static WeightWriter For(SaveOptions options) => Checked(
        options.Format ?? throw new ArgumentException($"A stream has no name that tells the format: set {nameof(SaveOptions)}.{nameof(SaveOptions.Format)}.", nameof(options)), options);

    private static WeightWriter Checked(WeightFormat format, SaveOptions? options)
    {
        var writer = Array.Find(s_all, writer => writer.Format == format)
            ?? throw new NotSupportedException($"Weights are not yet saved as {format}, only as {string.Join(", ", s_all.Select(static writer => writer.Format))}.");
        SaveOptionsCheck.Require(writer, options ?? SaveOptions.Default);
        return writer;
    }
}
