using GenNet.Weights.Saving.Unix;
using GenNet.Weights.Saving.Windows;

namespace GenNet.Weights.Saving;

/// <summary>The file system of the machine.</summary>
internal static class FileSystem
{
    /// <summary>How this system does it.</summary>
    public static IFileSystem OfThisMachine { get; } = OperatingSystem.IsWindows() ? new WindowsFileSystem() : new UnixFileSystem();
}
