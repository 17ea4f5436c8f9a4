namespace GenNet.Weights.Saving;

/// <summary>What is at a path.</summary>
internal enum FileKind
{
    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe: what a process writes to it another one reads, once.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device, as <c>/dev/zero</c>.</summary>
    Device,
}

/// <summary>Facts about <see cref="FileKind"/>.</summary>
internal static class FileKinds
{
    /// <summary>As messages name it: <c>a folder</c>.</summary>
    public static string Name(this FileKind kind) => kind switch
    {
        FileKind.File => "a file",
        FileKind.Folder => "a folder",
        FileKind.Pipe => "a pipe",
        FileKind.Socket => "a socket",
        _ => "a device",
    };
}

/// <summary>What saving has to know of an existing file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="IsReadOnly">Whether its mode or attribute says that nobody may write to it, which holds for administrators too.</param>
/// <param name="HasOtherNames">Whether hard links give the same file other names.</param>
internal readonly record struct FileStatus(FileKind Kind, bool IsReadOnly, bool HasOtherNames);
