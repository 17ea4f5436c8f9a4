namespace GenNet.Weights.Saving;

/// <summary>
/// The few things that saving asks of the system, so that what one machine can't make (other owners, mounts, another system, a power cut) is tested all the same.
/// Errors are those of .NET: <see cref="UnauthorizedAccessException"/> where the system forbids, also on a read-only file system, else <see cref="IOException"/>.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Folder for files that can't be beside the one they are for.</summary>
    string TemporaryFolder { get; }

    /// <summary>Where the symbolic link at <paramref name="path"/> points to, as it says itself; null if there is no link.</summary>
    string? LinkTarget(string path);

    /// <summary>What is at <paramref name="path"/>; null if nothing is.</summary>
    FileStatus? Find(string path);

    /// <summary>Throws unless the file at <paramref name="path"/> may be written to; changes nothing.</summary>
    void RequireWritable(string path);

    /// <summary>
    /// Holds a lock that ends with the process however that ends, in a file at <paramref name="path"/> that is made for it. Disposing removes file and lock.
    /// </summary>
    /// <returns>Null while somebody else holds it.</returns>
    IDisposable? TryLock(string path);

    /// <summary>A new file to write and read.</summary>
    /// <param name="path">Where nothing is.</param>
    /// <param name="isPrivate">Whether only this user may open it yet; else it has the mode of any new file in its folder.</param>
    Stream Create(string path, bool isPrivate);

    /// <summary>Opens a file to read.</summary>
    Stream OpenToRead(string path);

    /// <summary>Opens the file at <paramref name="path"/> to write over it, for nobody else meanwhile; its content stays until then.</summary>
    Stream OpenToOverwrite(string path);

    /// <summary>Returns when what was written to <paramref name="stream"/> is on the disk.</summary>
    void Flush(Stream stream);

    /// <summary>Gives <paramref name="path"/> the owner, the mode, the access list and the attributes of <paramref name="original"/>; false if the system doesn't let it.</summary>
    bool TryKeep(string path, string original);

    /// <summary>Puts <paramref name="path"/> in the place of <paramref name="target"/>, in one step; false if the system can replace no file there.</summary>
    bool TryReplace(string path, string target);

    /// <summary>Deletes a file, if there is one.</summary>
    void Delete(string path);

    /// <summary>Returns when the names in a folder are on the disk, where the system can do that.</summary>
    void FlushFolder(string folder);
}
