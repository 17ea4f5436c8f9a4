using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights.Saving.Unix;

/// <summary>What .NET has no method for. All of these have the same signature on Linux and macOS.</summary>
internal static partial class UnixCalls
{
    public const int LockExclusive = 2;
    public const int LockWithoutWaiting = 4;
    public const uint Unchanged = uint.MaxValue;

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    // Its third argument, the mode of a new file, isn't passed: this opens existing folders.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);
}
