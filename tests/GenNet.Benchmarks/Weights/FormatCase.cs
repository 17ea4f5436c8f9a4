namespace GenNet.Benchmarks.Weights;

/// <summary>A format that is timed.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="File">Its file's name.</param>
/// <param name="Format">The format; null for the one that the name tells.</param>
/// <param name="HasPeer">Whether h5py, or NumPy, reads and writes the same.</param>
internal sealed record FormatCase(string Name, string File, WeightFormat? Format, bool HasPeer)
{
    /// <summary>All formats that GenNet writes as one file or one checkpoint.</summary>
    public static IReadOnlyList<FormatCase> All { get; } =
    [
        new(".safetensors", "x.safetensors", null, HasPeer: false),
        new(".weights.h5", "x.weights.h5", null, HasPeer: true),
        new(".h5 (legacy)", "x.h5", null, HasPeer: true),
        new(".npz", "x.npz", null, HasPeer: true),
        new("TensorFlow checkpoint", "x", WeightFormat.TensorFlowCheckpoint, HasPeer: false),
    ];

    /// <summary>How it is saved.</summary>
    public SaveOptions Options => new() { Format = Format };
}
