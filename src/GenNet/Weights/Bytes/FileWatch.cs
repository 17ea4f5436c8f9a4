using GenNet.Weights.Saving.Unix;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights;

/// <summary>
/// Tells whether anybody has written to an open file since: by its length and the time of its last write, and where the system notes it also by the time of its last
/// change, which a program that sets the former back does not escape.
/// </summary>
/// <remarks>
/// It begins at a moment when no write is going on and any later one would note another time, which Linux lets it wait for, some milliseconds at most. What it can't see:
/// a program that pauses between its writes for as long as the reading takes, one that writes through mapped memory, and writes within one step of the clock on file
/// systems whose times are coarser than the system's clock (FAT, some network drives). On Windows nobody can write while the file is open here.
/// </remarks>
internal sealed class FileWatch
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(40);

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly UnixStatus _status;
    private readonly DateTime _written;

    private FileWatch(string path, SafeFileHandle file)
    {
        (_path, _file) = (path, file);
        if (OperatingSystem.IsWindows())
        {
            _written = File.GetLastWriteTimeUtc(file);
            Length = RandomAccess.GetLength(file);
            return;
        }
        _status = OperatingSystem.IsLinux() ? Settled() : UnixStatus.Of(file, path);
        Length = _status.Length;
    }

    /// <summary>Bytes of the file, as long as nobody has written to it.</summary>
    public long Length { get; }

    /// <summary>Begins to watch an open file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">The file.</param>
    public static FileWatch Begin(string path, SafeFileHandle file) => new(path, file);

    /// <summary>What has been done to the file, as a clause; null if nobody has written to it.</summary>
    public string? Change()
    {
        if (OperatingSystem.IsWindows())
            return Change(RandomAccess.GetLength(_file), File.GetLastWriteTimeUtc(_file) != _written);
        var now = UnixStatus.Of(_file, _path);
        return Change(now.Length, now.Written != _status.Written || IsOtherChange(now));
    }

    private string? Change(long length, bool isWritten) =>
        length != Length ? $"it has {length} bytes now and had {Length}" : isWritten ? "it was written to after it was opened" : null;

    // A new name, another owner or mode, and another file in its place change the same time, and not the content.
    private bool IsOtherChange(UnixStatus now) =>
        now.Changed != _status.Changed
        && (now.Mode, now.Links, now.User, now.Group) == (_status.Mode, _status.Links, _status.User, _status.Group)
        && IsAtItsPath(now);

    private bool IsAtItsPath(UnixStatus now)
    {
        try
        {
            return UnixStatus.Of(_path) is { } named && named.IsSameFile(now);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The status comes first and the wait second: what began before the one has ended after the other, and what begins later notes another time.
    private UnixStatus Settled()
    {
        for (var start = Environment.TickCount64; ; Thread.Sleep(1))
        {
            var status = UnixStatus.Of(_file, _path);
            // A clock that was set back, or that of another machine, may never come there.
            if (status.Changed < LinuxWrites.Now || Environment.TickCount64 - start > s_longestWait.TotalMilliseconds)
            {
                LinuxWrites.WaitForRunning(_file);
                return status;
            }
        }
    }
}
