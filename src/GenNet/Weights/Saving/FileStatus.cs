namespace GenNet.Weights.Saving;

/// <summary>What is at a path.</summary>
internal enum FileKind
{
    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A device, a pipe, a socket.</summary>
    Other,
}

/// <summary>What saving has to know of an existing file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="IsReadOnly">Whether its mode or attribute says that nobody may write to it, which holds for administrators too.</param>
/// <param name="HasOtherNames">Whether hard links give the same file other names.</param>
internal readonly record struct FileStatus(FileKind Kind, bool IsReadOnly, bool HasOtherNames);
