namespace GenNet.Weights.Saving;

/// <summary>
/// The new content of a file while it is written, in a hidden file whose name follows from the target's, and held by a lock that ends with the process: the next
/// save of that target removes what a killed one left, and never what a living one writes. Process ids would not do: they repeat, and differ between containers.
/// </summary>
internal sealed class StagedFile : IDisposable
{
    /// <summary>How many saves of one target may go on at a time.</summary>
    public const int Slots = 16;

    private readonly IFileSystem _files;
    private readonly IDisposable _lock;

    private StagedFile(IFileSystem files, string path, IDisposable held)
    {
        _files = files;
        _lock = held;
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Takes a place for the new content of <paramref name="target"/>, and removes what killed saves of it left.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">Where: the target's folder, or another one.</param>
    /// <param name="target">The target's name, or its full path where the folder isn't its own.</param>
    /// <exception cref="IOException">Too many saves of the target are going on.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder takes no new files.</exception>
    public static StagedFile Begin(IFileSystem files, string folder, string target)
    {
        StagedFile? mine = null;
        try
        {
            foreach (var (path, lockPath) in Places(folder, target))
            {
                if (mine is not null && files.Find(path) is null && files.Find(lockPath) is null)
                    continue;
                if (files.TryLock(lockPath) is not { } held)
                    continue;
                var place = new StagedFile(files, path, held);
                if (mine is not null)
                    place.Dispose();
                else
                    (mine = place).RemoveRemains();
            }
        }
        catch
        {
            mine?.Dispose();
            throw;
        }
        return mine ?? throw new IOException(
            $"{Slots} other saves of it are going on, or left their files .gennet-*.lock on a file system that has no locks: delete them there");
    }

    /// <summary>All paths that <see cref="Begin"/> may use.</summary>
    public static IEnumerable<string> Paths(string folder, string target) => Places(folder, target).SelectMany(static p => new[] { p.Path, p.Lock });

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            RemoveRemains();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private void RemoveRemains() => _files.Delete(Path);

    // Short, whatever the target's name: that may use up all that the file system allows.
    private static IEnumerable<(string Path, string Lock)> Places(string folder, string target)
    {
        var name = System.IO.Path.Join(folder, $".gennet-{Hash(target):x16}-");
        for (var slot = 0; slot < Slots; slot++)
            yield return ($"{name}{slot:x}.tmp", $"{name}{slot:x}.lock");
    }

    // FNV-1a. Names that differ in case only may be the same file.
    private static ulong Hash(string target)
    {
        var hash = 14695981039346656037;
        foreach (var c in target.ToUpperInvariant())
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
