namespace GenNet.Weights.Saving;

/// <summary>Follows symbolic links, so that saving to a link writes what it points to.</summary>
internal static class LinkTargets
{
    // As Linux has it.
    private const int MostLinks = 40;

    /// <summary>
    /// Where a file called <paramref name="path"/> really is or would be made. <c>..</c> in a link counts from where the link's folder really is, so every part of
    /// the path is followed once its end is a link.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Follow(IFileSystem files, string path)
    {
        if (files.LinkTarget(path) is null)
            return path;
        var real = Path.GetPathRoot(path)!;
        var rest = new Stack<string>();
        Push(rest, path[real.Length..]);
        for (var links = 0; rest.TryPop(out var part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }
            var next = Path.Join(real, part);
            if (files.LinkTarget(next) is not { } link)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks)
                throw new IOException($"'{path}' can't be saved: its symbolic links lead in a circle.");
            var root = Path.GetPathRoot(link)!;
            real = Path.IsPathFullyQualified(link) ? root : real;
            Push(rest, link[root.Length..]);
        }
        return real;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (var part in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".")
                rest.Push(part);
        }
    }
}
