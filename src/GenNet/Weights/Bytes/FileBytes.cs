using GenNet.Weights.Saving;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights;

/// <summary>
/// A file, read by position. It is never mapped: where another program cuts off or rewrites a mapped file, the process that reads it
/// dies; here it gets an exception.
/// </summary>
internal sealed class FileBytes : ByteSource
{
    // Below this size one read is cheaper than the pages it saves.
    private const long ReadWhole = 1 << 20;

    private readonly SafeFileHandle _handle;
    private readonly FileWatch _watch;

    private FileBytes(string path, SafeFileHandle handle, FileWatch watch)
        : base(path, watch.Length)
    {
        _handle = handle;
        _watch = watch;
    }

    /// <summary>Opens a file; a small one is read at once.</summary>
    /// <exception cref="WeightFileException">It is being written.</exception>
    /// <exception cref="IOException">It can't be read, or is no file: a folder, a pipe, a socket, a device.</exception>
    public static ByteSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Before it is opened: a pipe opens once somebody writes to it.
        if (FileSystem.OfThisMachine.Find(path) is { Kind: not FileKind.File and var kind })
            throw NoFile(path, kind);
        var handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            var file = new FileBytes(path, handle, FileWatch.Begin(path, handle));
            file.RequireOwnLength();
            if (file.Length > ReadWhole)
                return file;
            var bytes = new byte[file.Length];
            file.Read(0, bytes);
            file.Dispose();
            return new MemoryBytes(path, bytes);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public override void Dispose() => _handle.Dispose();

    protected override void ReadCore(long offset, Span<byte> destination)
    {
        var isWhole = ParallelFileReading.TryRead(_handle, offset, destination);
        // What was read before and what is read now must be of one file.
        if (_watch.Change() is { } change)
        {
            throw new WeightFileException(
                File, null, $"the file changed while it was read: {change}",
                "Another program writes it: load it again when that has finished, or let that program write another file and rename it.");
        }
        if (!isWhole)
            throw WithoutLength($"it ends before the {Length} bytes that the system says it has");
    }

    protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return false;
    }

    private static IOException NoFile(string path, FileKind kind) => new(kind == FileKind.Folder
        ? $"{path} is a folder, and weights are read from a file: name a file in it."
        : $"{path} is {kind.Name()}, which can't be read at any position: copy what it yields into a file.");

    private void RequireOwnLength()
    {
        Span<byte> one = [0];
        if (Length == 0 && RandomAccess.Read(_handle, one, 0) > 0 && _watch.Change() is null)
            throw WithoutLength("it yields more bytes than the none that the system says it has");
    }

    private IOException WithoutLength(string how) => new($"{File} is made by the system as it is read, like the files of /proc: {how}. Copy what it yields into a file.");
}
