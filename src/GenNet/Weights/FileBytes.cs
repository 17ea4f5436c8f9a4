using System.IO.MemoryMappedFiles;

namespace GenNet.Weights;

/// <summary>
/// The bytes of a file that is only read: small files are read whole, larger ones mapped, so that reading a large file doesn't take
/// its size in memory again.
/// </summary>
internal sealed unsafe class FileBytes : IDisposable
{
    private const long ReadWhole = 1 << 20;

    private readonly byte[]? _bytes;
    private readonly MemoryMappedFile? _mapping;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;
    private bool _disposed;

    private FileBytes(string file, byte[] bytes)
    {
        File = file;
        _bytes = bytes;
        Length = bytes.Length;
    }

    private FileBytes(string file, MemoryMappedFile mapping, long length)
    {
        File = file;
        Length = length;
        _mapping = mapping;
        _view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    ~FileBytes() => Dispose();

    public string File { get; }

    public long Length { get; }

    public static FileBytes Open(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        var length = stream.Length;
        if (length <= ReadWhole)
        {
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return new(path, bytes);
        }
        return new(path, MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false), length);
    }

    public static FileBytes Of(string name, byte[] bytes) => new(name, bytes);

    /// <summary>The part of the file, which must lie inside it: callers validate what a file says before they ask.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return _bytes is not null ? _bytes.AsSpan((int)offset, length) : new(_start + offset, length);
    }

    public bool Contains(long offset, long length) => offset >= 0 && length >= 0 && offset <= Length && length <= Length - offset;

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _mapping!.Dispose();
        }
        GC.SuppressFinalize(this);
    }
}
