using System.Runtime.InteropServices;
using System.Text;

namespace GenNet.Weights.Saving.Unix;

/// <summary>Extended attributes and access lists on Linux (man 7 xattr, man 5 acl). Those of the system and of security modules come with the folder.</summary>
internal static unsafe partial class LinuxAttributes
{
    private const string AccessList = "system.posix_acl_access";

    /// <summary>Gives <paramref name="to"/> those of <paramref name="from"/>; false if that isn't allowed.</summary>
    public static bool TryCopy(string from, string to)
    {
        var names = Names(from);
        if (!names.Contains(AccessList))
            _ = Remove(to, AccessList);
        return names.All(name => TryCopy(from, to, name));
    }

    private static List<string> Names(string path)
    {
        var length = List(path, null, 0);
        if (length <= 0)
            return [];
        var bytes = new byte[length];
        fixed (byte* start = bytes)
            length = List(path, start, (nuint)length);
        return length <= 0 ? [] :
        [
            .. Encoding.UTF8.GetString(bytes, 0, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(static n => n == AccessList || n.StartsWith("user.", StringComparison.Ordinal)),
        ];
    }

    private static bool TryCopy(string from, string to, string name)
    {
        var length = Get(from, name, null, 0);
        var bytes = new byte[Math.Max(length, 0)];
        fixed (byte* start = bytes)
        {
            return length >= 0 && Get(from, name, start, (nuint)length) == length && Set(to, name, start, (nuint)length, 0) == 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "listxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint List(string path, byte* names, nuint size);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, string name, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string path, string name, byte* value, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "removexattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Remove(string path, string name);
}
