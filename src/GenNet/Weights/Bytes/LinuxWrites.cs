using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights;

/// <summary>What Linux lets a reader know of writes to the same file, beyond the times that it notes.</summary>
internal static partial class LinuxWrites
{
    private const int SeekData = 3;
    private const int CoarseClock = 5;

    /// <summary>
    /// Returns when a write that had begun has ended. A write notes its time as it begins and holds the file until its end; looking for the file's first data (man 2
    /// lseek) waits for that, and reading does not.
    /// </summary>
    public static void WaitForRunning(SafeFileHandle file) => Seek(file, 0, SeekData);

    /// <summary>The time that a write beginning now would note: it goes in steps of some milliseconds. In nanoseconds since 1970.</summary>
    public static long Now => GetTime(CoarseClock, out var time) == 0 ? Saving.Unix.UnixStatus.Nanoseconds(time.Seconds, time.Nanoseconds) : long.MaxValue;

    // Positioned reads don't care where this leaves the file; where there is no data its answer is an error.
    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial nint Seek(SafeFileHandle file, nint offset, int from);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
