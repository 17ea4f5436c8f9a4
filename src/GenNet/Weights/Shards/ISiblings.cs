namespace GenNet.Weights.Shards;

/// <summary>The files beside one that is read, by their names: in its folder, or in the archive that it lies in.</summary>
internal interface ISiblings
{
    /// <summary>Opens one of them.</summary>
    /// <param name="name">Its name, without folders.</param>
    /// <returns>Its bytes; null if there is none of that name.</returns>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    ByteSource? Open(string name);
}

/// <summary>The files of a folder.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderSiblings(string folder) : ISiblings
{
    /// <summary>The files beside the one at <paramref name="path"/>.</summary>
    public static FolderSiblings Of(string path) => new(Path.GetDirectoryName(path) ?? "");

    /// <inheritdoc/>
    public ByteSource? Open(string name) => Path.Join(folder, name) is var path && File.Exists(path) ? FileBytes.Open(path) : null;
}
