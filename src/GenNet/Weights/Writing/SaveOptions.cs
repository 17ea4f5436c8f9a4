using GenNet.Specs;

namespace GenNet;

/// <summary>How weights are saved. Where a method takes them, null is <see cref="Default"/>.</summary>
public sealed record SaveOptions
{
    /// <summary>The format that the file's name tells, all numbers as they are, nothing packed.</summary>
    public static SaveOptions Default { get; } = new();

    /// <summary>The format; null, the default, for the one that the file's name tells. A stream and a name without a known ending need it.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>
    /// Type of the real numbers in the file: <see cref="GenNet.DType.Float16"/>, <see cref="GenNet.DType.BFloat16"/>, <see cref="GenNet.DType.Float32"/> or <see cref="GenNet.DType.Float64"/>;
    /// null, the default, for that of each variable. Rounded to nearest, ties to even; a number that would become infinite is refused. Whole numbers stay as they are.
    /// </summary>
    public DType? DType { get; init; }

    /// <summary>Whether arrays are packed (deflate), in a format that can: HDF5 and NumPy's archives. Such a file is smaller, by some percent of trained weights, and slower to save and load.</summary>
    public bool Compress { get; init; }

    /// <summary>The most bytes of arrays in one file, of a format in several files; null, the default, for what the original program takes.</summary>
    public long? MaxShardSize { get; init; }

    /// <summary>
    /// Names of the layers to save, as in <see cref="LoadOptions.Only"/>; null, the default, for all. A model's generated <c>Parts</c> give them:
    /// <c>(DigitNet.Parts.Conv1 | DigitNet.Parts.Norm1).Layers</c>.
    /// </summary>
    public IReadOnlyList<string>? Layers
    {
        get;
        init => field = value?.ToEquatableArray();
    }

    /// <summary>
    /// Texts to keep with the weights, by names of the caller's: <c>["trained_on"] = "2026-03"</c>. Every format that can hold them does, where other programs pass over them;
    /// <see cref="LoadReport.Metadata"/> and <see cref="Weights.WeightFiles.ReadMetadata"/> give them back.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
