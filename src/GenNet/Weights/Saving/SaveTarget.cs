namespace GenNet.Weights.Saving;

/// <summary>The file that a save is for, once links are followed.</summary>
/// <param name="Name">The path as the caller wrote it, for messages.</param>
/// <param name="File">The file that is written.</param>
/// <param name="Folder">Its folder, which is there.</param>
/// <param name="Status">What is there now; null if nothing is.</param>
internal sealed record SaveTarget(string Name, string File, string Folder, FileStatus? Status)
{
    /// <summary>Finds out what <paramref name="path"/> is, and refuses what can't be written before anything is computed for it.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The path that was asked for.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="IOException">There is no such folder, or something else than a file has the name.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only or may not be written to.</exception>
    public static SaveTarget Find(IFileSystem files, string path, string name)
    {
        var file = LinkTargets.Follow(files, Path.GetFullPath(path));
        if (Path.GetDirectoryName(file) is not { } folder)
            throw new IOException($"'{name}' can't be saved: it is a folder.");
        RequireFolder(files, name, folder);
        var status = files.Find(file);
        switch (status)
        {
            case { Kind: not FileKind.File and var kind }:
                throw new IOException($"'{name}' can't be saved: it is {kind.Name()}{(kind == FileKind.Folder ? "" : ", not a file")}.");
            case { IsReadOnly: true }:
                throw new UnauthorizedAccessException($"'{name}' can't be saved: the file is read-only. Make it writable, or save to another name.");
            case not null:
                RequireWritable(files, name, file);
                break;
        }
        return new(name, file, folder, status);
    }

    private static void RequireFolder(IFileSystem files, string name, string folder)
    {
        switch (files.Find(folder))
        {
            case null:
                throw new DirectoryNotFoundException($"'{name}' can't be saved: there is no folder '{folder}'. Create it first.");
            case { Kind: not FileKind.Folder }:
                throw new DirectoryNotFoundException($"'{name}' can't be saved: '{folder}' is no folder.");
        }
    }

    private static void RequireWritable(IFileSystem files, string name, string file)
    {
        try
        {
            files.RequireWritable(file);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnauthorizedAccessException($"'{name}' can't be saved: you may not write to the file, or its file system is read-only.");
        }
    }
}
