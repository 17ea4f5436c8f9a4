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
    private readonly DateTime _written;

    private FileBytes(string path, SafeFileHandle handle, long length)
        : base(path, length)
    {
        _handle = handle;
        _written = System.IO.File.GetLastWriteTimeUtc(handle);
    }

    /// <summary>Opens a file; a small one is read at once.</summary>
    /// <exception cref="WeightFileException">It is being written.</exception>
    /// <exception cref="IOException">It can't be read, or is a folder, a pipe or a device.</exception>
    public static ByteSource Open(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path} is a folder, and weights are read from a file: name a file in it.");
        var handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            var file = new FileBytes(path, handle, LengthOf(path, handle));
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
        if (!ParallelFileReading.TryRead(_handle, offset, destination))
            throw Changed($"bytes {offset} to {offset + destination.Length} of {Length} are no longer there, it has {RandomAccess.GetLength(_handle)} now");
        // What was read before and what is read now must be of one file.
        if (System.IO.File.GetLastWriteTimeUtc(_handle) != _written)
            throw Changed("it was written to after it was opened");
    }

    protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return false;
    }

    private WeightFileException Changed(string how) => new(
        File, null, $"the file changed while it was read: {how}",
        "Another program writes it: load it again when that has finished, or let that program write another file and rename it.");

    private static long LengthOf(string path, SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException e)
        {
            throw new IOException($"{path} is a pipe or a device, which can't be read at any position: copy what it yields into a file.", e);
        }
    }
}
