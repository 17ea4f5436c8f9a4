using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights.Saving.Unix;

/// <summary>A lock (man 2 flock) in a file of its own: the system ends it with the process. It isn't on the data, since .NET locks every file that it opens.</summary>
internal sealed class UnixLock : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;

    private UnixLock(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    /// <summary>Takes the lock; null while somebody else holds it.</summary>
    public static UnixLock? TryTake(string path)
    {
        while (true)
        {
            if (Open(path) is not var (file, isNew))
                return null;
            // A holder removes the file at the end. Who opened it before that holds a lock on nothing, and begins again.
            if (!IsHeld(file, isNew))
            {
                file.Dispose();
                return null;
            }
            if (UnixStatus.Of(path) is { } named && named.IsSameFile(UnixStatus.Of(file, path)))
                return new(path, file);
            file.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_path);
        _file.Dispose();
    }

    private static (SafeFileHandle File, bool IsNew)? Open(string path)
    {
        for (var mode = FileMode.CreateNew; ; mode = mode == FileMode.CreateNew ? FileMode.Open : FileMode.CreateNew)
        {
            try
            {
                return (File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.None), mode == FileMode.CreateNew);
            }
            catch (IOException error) when (error.HResult == UnixErrors.WouldBlock)
            {
                return null;
            }
            catch (UnauthorizedAccessException) when (mode == FileMode.Open)
            {
                // Another user's.
                return null;
            }
            catch (IOException error) when (mode == FileMode.CreateNew ? error.HResult == UnixErrors.Exists : error is FileNotFoundException)
            {
                // It came, or went, in between.
            }
        }
    }

    // Where the file system has no locks, the file itself has to do.
    private static bool IsHeld(SafeFileHandle file, bool isNew) =>
        UnixCalls.Lock(file, UnixCalls.LockExclusive | UnixCalls.LockWithoutWaiting) == 0
        || (Marshal.GetLastPInvokeError() != UnixErrors.WouldBlock && isNew);
}
