using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights.Saving.Windows;

/// <summary>What .NET has no method for.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsCalls
{
    /// <summary>How many names a file has; 1 if that can't be found out.</summary>
    public static int LinksOf(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return GetFileInformationByHandle(file, out var information) ? information.Links : 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 1;
        }
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle file, out FileInformation information);

    /// <summary><c>BY_HANDLE_FILE_INFORMATION</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 52)]
    private readonly struct FileInformation
    {
        [FieldOffset(40)]
        public readonly int Links;
    }
}
