using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights.Saving.Unix;

/// <summary>What the system knows of a file.</summary>
/// <param name="Mode">Kind and permissions.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="User">Its owner.</param>
/// <param name="Group">Its group.</param>
/// <param name="Device">With <paramref name="Inode"/>: which file it is, whatever its name.</param>
/// <param name="Inode">See <paramref name="Device"/>.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Written">When its content was last written to, as programs may set it, in nanoseconds since 1970.</param>
/// <param name="Changed">When anything of it was last changed, by the system's clock, in nanoseconds since 1970.</param>
internal readonly record struct UnixStatus(
    int Mode, uint Links, uint User, uint Group, ulong Device, ulong Inode, long Length = 0, long Written = 0, long Changed = 0)
{
    private const int KindMask = 0xF000;
    private const int Pipe = 0x1000;
    private const int Folder = 0x4000;
    private const int File = 0x8000;
    private const int Socket = 0xC000;
    private const long Second = 1_000_000_000;
    private const int AnyWrite = 0x92;

    /// <summary>Whether both are one file.</summary>
    public bool IsSameFile(UnixStatus other) => Device == other.Device && Inode == other.Inode;

    /// <summary>What saving has to know.</summary>
    public FileStatus ToFileStatus() => new(
        (Mode & KindMask) switch { File => FileKind.File, Folder => FileKind.Folder, Pipe => FileKind.Pipe, Socket => FileKind.Socket, _ => FileKind.Device },
        (Mode & AnyWrite) == 0,
        Links > 1);

    /// <summary>A time of the system's as one number.</summary>
    public static long Nanoseconds(long seconds, long nanoseconds) => unchecked((seconds * Second) + nanoseconds);

    /// <summary>The file at a path, links followed; null if there is none.</summary>
    public static UnixStatus? Of(string path)
    {
        UnixStatus status;
        var result = OperatingSystem.IsLinux() ? LinuxStatus.Of(path, out status) : MacStatus.Of(path, out status);
        if (result == 0)
            return status;
        return Marshal.GetLastPInvokeError() is UnixErrors.NotFound or UnixErrors.NoFolder ? null : throw UnixErrors.Last(path);
    }

    /// <summary>An open file.</summary>
    public static UnixStatus Of(SafeFileHandle file, string path)
    {
        UnixStatus status;
        var result = OperatingSystem.IsLinux() ? LinuxStatus.Of(file, out status) : MacStatus.Of(file, out status);
        return result == 0 ? status : throw UnixErrors.Last(path);
    }
}
