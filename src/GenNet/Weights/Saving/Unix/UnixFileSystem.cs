using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace GenNet.Weights.Saving.Unix;

/// <summary>Linux and macOS.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixFileSystem : IFileSystem
{
    private const FileShare Anyone = FileShare.ReadWrite | FileShare.Delete;
    private const int Permissions = 0xFFF;

    /// <inheritdoc/>
    public string TemporaryFolder => Path.GetTempPath();

    /// <inheritdoc/>
    public string? LinkTarget(string path) => new FileInfo(path).LinkTarget;

    /// <inheritdoc/>
    public FileStatus? Find(string path) => UnixStatus.Of(path)?.ToFileStatus();

    /// <inheritdoc/>
    public void RequireWritable(string path) => Guarded(() => File.OpenHandle(path, FileMode.Open, FileAccess.Write, Anyone).Dispose());

    /// <inheritdoc/>
    public IDisposable? TryLock(string path) => Guarded(() => UnixLock.TryTake(path));

    /// <inheritdoc/>
    public Stream Create(string path, bool isPrivate) => Guarded(() => new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = Anyone,
        UnixCreateMode = isPrivate ? UnixFileMode.UserRead | UnixFileMode.UserWrite : null,
    }));

    /// <inheritdoc/>
    public Stream OpenToRead(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, Anyone, bufferSize: 0);

    /// <inheritdoc/>
    public Stream OpenToOverwrite(string path) => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <inheritdoc/>
    public void Flush(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    /// <inheritdoc/>
    public bool TryKeep(string path, string original)
    {
        if (UnixStatus.Of(original) is not { } wanted || UnixStatus.Of(path) is not { } given)
            return false;
        var user = wanted.User == given.User ? UnixCalls.Unchanged : wanted.User;
        var group = wanted.Group == given.Group ? UnixCalls.Unchanged : wanted.Group;
        if ((user != UnixCalls.Unchanged || group != UnixCalls.Unchanged) && UnixCalls.ChangeOwner(path, user, group) != 0)
            return false;
        // Another owner takes some bits of the mode away, and an access list is cut down by the mode: in this order.
        File.SetUnixFileMode(path, (UnixFileMode)(wanted.Mode & Permissions));
        return OperatingSystem.IsLinux() ? LinuxAttributes.TryCopy(original, path) : MacAttributes.TryCopy(original, path);
    }

    /// <inheritdoc/>
    public bool TryReplace(string path, string target)
    {
        if (UnixCalls.Rename(path, target) == 0)
            return true;
        return Marshal.GetLastPInvokeError() switch
        {
            UnixErrors.Busy or UnixErrors.OtherFileSystem or UnixErrors.NotPermitted or UnixErrors.AccessDenied or UnixErrors.ReadOnlyFileSystem => false,
            _ => throw UnixErrors.Last(target),
        };
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
        // Folders that may be written to but not be read, and file systems that flush no folders, can't do it.
        var handle = UnixCalls.Open(folder, 0);
        if (handle < 0)
            return;
        var failed = UnixCalls.Flush(handle) != 0 && Marshal.GetLastPInvokeError() == UnixErrors.InputOutput;
        _ = UnixCalls.Close(handle);
        if (failed)
            throw new IOException($"The disk didn't take the new name : '{folder}'", UnixErrors.InputOutput);
    }

    private static void Guarded(Action open) => Guarded(() =>
    {
        open();
        return 0;
    });

    // .NET has no exception of its own for file systems that are read-only.
    private static T Guarded<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (IOException error) when (error.HResult == UnixErrors.ReadOnlyFileSystem)
        {
            throw new UnauthorizedAccessException(error.Message, error);
        }
    }
}
