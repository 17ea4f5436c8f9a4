using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights.Saving.Unix;

/// <summary>macOS' <c>struct stat</c> with 64-bit inodes (man 2 stat); on Intel its functions have a suffix for history's sake.</summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal partial struct MacStatus
{
    [FieldOffset(0)]
    private readonly int _device;

    [FieldOffset(4)]
    private readonly ushort _mode;

    [FieldOffset(6)]
    private readonly ushort _links;

    [FieldOffset(8)]
    private readonly ulong _inode;

    [FieldOffset(16)]
    private readonly uint _user;

    [FieldOffset(20)]
    private readonly uint _group;

    [FieldOffset(48)]
    private readonly long _writtenSeconds;

    [FieldOffset(56)]
    private readonly long _writtenNanoseconds;

    [FieldOffset(64)]
    private readonly long _changedSeconds;

    [FieldOffset(72)]
    private readonly long _changedNanoseconds;

    [FieldOffset(96)]
    private readonly long _length;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static int Of(string path, out UnixStatus status)
    {
        MacStatus answer;
        var result = IsArm ? OfPathOnArm(path, out answer) : OfPathOnIntel(path, out answer);
        status = answer.ToStatus();
        return result;
    }

    public static int Of(SafeFileHandle file, out UnixStatus status)
    {
        MacStatus answer;
        var result = IsArm ? OfFileOnArm(file, out answer) : OfFileOnIntel(file, out answer);
        status = answer.ToStatus();
        return result;
    }

    private readonly UnixStatus ToStatus() => new(
        _mode, _links, _user, _group, (ulong)_device, _inode, _length,
        UnixStatus.Nanoseconds(_writtenSeconds, _writtenNanoseconds), UnixStatus.Nanoseconds(_changedSeconds, _changedNanoseconds));

    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OfPathOnArm(string path, out MacStatus status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OfPathOnIntel(string path, out MacStatus status);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static partial int OfFileOnArm(SafeFileHandle file, out MacStatus status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int OfFileOnIntel(SafeFileHandle file, out MacStatus status);
}
