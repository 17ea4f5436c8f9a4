namespace GenNet.Weights.KerasArchive;

/// <summary>A model that was saved with <c>zipped=False</c>: its parts are files of a folder.</summary>
/// <param name="path">The folder.</param>
internal sealed class KerasFolder(string path) : IKerasParts
{
    /// <inheritdoc/>
    public string File => path;

    /// <inheritdoc/>
    public string Place => "a folder";

    /// <inheritdoc/>
    public bool IsTorch => false;

    /// <summary>Whether a path leads to such a folder.</summary>
    public static bool IsOne(string path) => Directory.Exists(path) && System.IO.File.Exists(Path.Join(path, KerasArchiveFile.ConfigName));

    /// <inheritdoc/>
    public ByteSource? Open(string name) => Path.Join(path, name) is var file && System.IO.File.Exists(file) ? FileBytes.Open(file) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
