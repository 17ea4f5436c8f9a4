using System.Runtime.InteropServices;

namespace GenNet.Weights.Saving.Unix;

/// <summary>Extended attributes and access lists on macOS (man 3 copyfile).</summary>
internal static partial class MacAttributes
{
    private const uint AccessListAndAttributes = 1 | 4;

    /// <summary>Gives <paramref name="to"/> those of <paramref name="from"/>; false if that isn't allowed.</summary>
    public static bool TryCopy(string from, string to) => CopyFile(from, to, 0, AccessListAndAttributes) == 0;

    [LibraryImport("libc", EntryPoint = "copyfile", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CopyFile(string from, string to, nint state, uint flags);
}
