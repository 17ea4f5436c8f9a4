using System.Runtime.InteropServices;

namespace GenNet.Weights.Saving.Unix;

/// <summary>Numbers of the system's errors, and the exceptions that .NET throws for them. The constants are the same on Linux and macOS.</summary>
internal static class UnixErrors
{
    public const int NotPermitted = 1;
    public const int NotFound = 2;
    public const int InputOutput = 5;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int Exists = 17;
    public const int OtherFileSystem = 18;
    public const int NoFolder = 20;
    public const int ReadOnlyFileSystem = 30;

    public static int WouldBlock { get; } = OperatingSystem.IsLinux() ? 11 : 35;

    public static int NameTooLong { get; } = OperatingSystem.IsLinux() ? 36 : 63;

    /// <summary>The exception for the last call's error.</summary>
    public static Exception Last(string path) => Of(Marshal.GetLastPInvokeError(), path);

    private static Exception Of(int error, string path)
    {
        var message = $"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'";
        return error switch
        {
            NotPermitted or AccessDenied or ReadOnlyFileSystem => new UnauthorizedAccessException(message),
            _ when error == NameTooLong => new PathTooLongException(message),
            _ => new IOException(message, error),
        };
    }
}
