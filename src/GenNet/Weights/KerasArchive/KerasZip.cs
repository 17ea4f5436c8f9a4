using GenNet.Weights.KerasConfig;
using GenNet.Weights.Zip;

namespace GenNet.Weights.KerasArchive;

/// <summary>A <c>.keras</c> file: the parts of a model in a ZIP archive, which it owns.</summary>
/// <param name="archive">The archive.</param>
/// <param name="limit">The most bytes that a packed part may unpack to; Keras doesn't pack them.</param>
internal sealed class KerasZip(ZipDirectory archive, long limit) : IKerasParts
{
    /// <inheritdoc/>
    public string File => archive.File.File;

    /// <inheritdoc/>
    public string Place => "a ZIP archive";

    /// <inheritdoc/>
    public bool IsTorch => archive.Entries.Any(static e => e.Name == "data.pkl" || e.Name.EndsWith("/data.pkl", StringComparison.Ordinal));

    /// <inheritdoc/>
    public ByteSource? Open(string name) => archive.Find(name) is { } entry
        ? ZipContent.Open(archive, entry, name.EndsWith(".json", StringComparison.Ordinal) ? KerasConfigFile.Largest : limit)
        : null;

    /// <inheritdoc/>
    public void Dispose() => archive.File.Dispose();
}
