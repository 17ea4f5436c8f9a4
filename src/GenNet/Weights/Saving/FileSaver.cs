namespace GenNet.Weights.Saving;

/// <summary>
/// Writes files so that a crash, an error or a power cut at any moment leaves the old file or the new one, never half of one, and what the target is stays: its
/// owner, mode and access list, and that a symbolic link is one. The new content is written beside the target and then renamed. Where a rename would lose
/// something or isn't allowed (hard links, mounted files, another owner, a folder that takes no new files) the target is overwritten in place.
/// </summary>
internal sealed class FileSaver(IFileSystem files)
{
    /// <summary>Saves with this machine's file system.</summary>
    public static FileSaver Default { get; } = new(FileSystem.OfThisMachine);

    /// <summary>Throws unless a save to <paramref name="path"/> can begin; changes nothing that stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it; the path by default.</param>
    /// <exception cref="IOException">It would not.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be written.</exception>
    public void Check(string path, string? name = null)
    {
        var target = SaveTarget.Find(files, path, name ?? path);
        try
        {
            Stage(target).File.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ErrorOf(error, target);
        }
    }

    /// <summary>Deletes a file that no longer belongs to what was saved, if there is one.</summary>
    public void Delete(string path) => files.Delete(path);

    /// <summary>Lets <paramref name="write"/> write the new content, flushes it to the disk, and only then puts it in the place of <paramref name="path"/>.</summary>
    /// <exception cref="IOException">It can't be written; unless the message says otherwise, what was at <paramref name="path"/> is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or something may not be written.</exception>
    public void Save(string path, Action<Stream> write)
    {
        var target = SaveTarget.Find(files, path, path);
        try
        {
            var (staged, isBeside) = Stage(target);
            using (staged)
            {
                if (!TryReplace(target, staged, isBeside, write))
                    Overwrite(target, staged);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ErrorOf(error, target);
        }
    }

    private (StagedFile File, bool IsBeside) Stage(SaveTarget target)
    {
        try
        {
            return (StagedFile.Begin(files, target.Folder, Path.GetFileName(target.File)), true);
        }
        catch (Exception error) when (target.Status is not null && error is UnauthorizedAccessException or PathTooLongException)
        {
            return (StagedFile.Begin(files, files.TemporaryFolder, target.File), false);
        }
    }

    private Exception ErrorOf(Exception error, SaveTarget target) => SaveErrors.Of(
        error, target, [.. StagedFile.Paths(target.Folder, Path.GetFileName(target.File)), .. StagedFile.Paths(files.TemporaryFolder, target.File)]);

    private bool TryReplace(SaveTarget target, StagedFile staged, bool isBeside, Action<Stream> write)
    {
        var canReplace = isBeside && target.Status is not { HasOtherNames: true };
        using (var stream = files.Create(staged.Path, isPrivate: target.Status is not null))
        {
            write(stream);
            if (canReplace && target.Status is not null)
                canReplace = files.TryKeep(staged.Path, target.File);
            files.Flush(stream);
        }
        if (!canReplace || !files.TryReplace(staged.Path, target.File))
            return false;
        try
        {
            files.FlushFolder(target.Folder);
        }
        catch (IOException error)
        {
            throw new InterruptedSaveException(error, "The new file is in its place, and may not outlast a power cut.");
        }
        return true;
    }

    private void Overwrite(SaveTarget target, StagedFile staged)
    {
        using var content = files.OpenToRead(staged.Path);
        using var stream = files.OpenToOverwrite(target.File);
        var old = stream.Length;
        try
        {
            // What is longer comes first: it takes what room is missing while the old content is still whole.
            CopyRange(content, stream, Math.Min(old, content.Length), content.Length);
            files.Flush(stream);
        }
        catch
        {
            stream.SetLength(old);
            throw;
        }
        try
        {
            CopyRange(content, stream, 0, Math.Min(old, content.Length));
            stream.SetLength(content.Length);
            files.Flush(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InterruptedSaveException(
                error, "It was being overwritten in place, and holds neither its old content nor the new one now: save it again.");
        }
    }

    private static void CopyRange(Stream from, Stream to, long start, long end)
    {
        var buffer = new byte[1 << 16];
        from.Position = to.Position = start;
        for (var left = end - start; left > 0;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            from.ReadExactly(part);
            to.Write(part);
            left -= part.Length;
        }
    }
}
