using System.Text;

namespace GenNet.Tests.Saving;

/// <summary>A file of <see cref="FakeFileSystem"/>.</summary>
internal sealed class FakeFile
{
    private byte[] _flushed = [];

    public MemoryStream Content { get; private set; } = new();

    public string Owner { get; set; } = "me";

    public string Mode { get; set; } = "rw-r--r--";

    public int Links { get; set; } = 1;

    public string Text => Encoding.UTF8.GetString(Content.ToArray());

    public void FlushContent() => _flushed = Content.ToArray();

    public void LoseContent()
    {
        Content = new();
        Content.Write(_flushed);
    }
}

/// <summary>One opening of it, with its own position, on a disk that may be full.</summary>
internal sealed class FakeStream(FakeFileSystem disk, FakeFile file) : Stream
{
    private const int InputOutput = 5;
    private const int DiskFull = 28;

    public FakeFile File => file;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Content.Length;

    public override long Position { get; set; }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        file.Content.Position = Position;
        var read = file.Content.Read(buffer, offset, count);
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (disk.Broken.Contains(file))
            throw new IOException("Input/output error", InputOutput);
        var growth = Math.Max(0, Position + count - Length);
        if (growth > disk.Room)
            throw new IOException("No space left on device", DiskFull);
        disk.Room -= growth;
        file.Content.Position = Position;
        file.Content.Write(buffer, offset, count);
        Position += count;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value)
    {
        disk.Room += Length - value;
        file.Content.SetLength(value);
    }
}
