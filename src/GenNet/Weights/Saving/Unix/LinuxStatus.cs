using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights.Saving.Unix;

/// <summary>Linux' <c>struct statx</c>, which is the same on every processor (man 2 statx).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal partial struct LinuxStatus
{
    private const int WorkingFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7FF;

    [FieldOffset(16)]
    private readonly uint _links;

    [FieldOffset(20)]
    private readonly uint _user;

    [FieldOffset(24)]
    private readonly uint _group;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(40)]
    private readonly long _length;

    [FieldOffset(96)]
    private readonly long _changedSeconds;

    [FieldOffset(104)]
    private readonly uint _changedNanoseconds;

    [FieldOffset(112)]
    private readonly long _writtenSeconds;

    [FieldOffset(120)]
    private readonly uint _writtenNanoseconds;

    [FieldOffset(136)]
    private readonly uint _deviceMajor;

    [FieldOffset(140)]
    private readonly uint _deviceMinor;

    public static int Of(string path, out UnixStatus status)
    {
        var result = Ask(WorkingFolder, path, 0, BasicFields, out var answer);
        status = answer.ToStatus();
        return result;
    }

    public static int Of(SafeFileHandle file, out UnixStatus status)
    {
        var result = Ask(file, "", EmptyPath, BasicFields, out var answer);
        status = answer.ToStatus();
        return result;
    }

    private readonly UnixStatus ToStatus() => new(
        _mode, _links, _user, _group, ((ulong)_deviceMajor << 32) | _deviceMinor, _inode, _length,
        UnixStatus.Nanoseconds(_writtenSeconds, _writtenNanoseconds), UnixStatus.Nanoseconds(_changedSeconds, _changedNanoseconds));

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int folder, string path, int flags, uint mask, out LinuxStatus status);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(SafeFileHandle folder, string path, int flags, uint mask, out LinuxStatus status);
}
