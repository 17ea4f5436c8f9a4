using GenNet.Weights.Saving;

namespace GenNet.Tests.Saving;

/// <summary>The machine's file system, until it has done some steps: then it does nothing more, as if the process had ended.</summary>
/// <param name="steps">How many it does.</param>
internal sealed class FailingFileSystem(int steps) : IFileSystem
{
    private readonly IFileSystem _files = FileSystem.OfThisMachine;
    private int _left = steps;

    public string TemporaryFolder => _files.TemporaryFolder;

    public string? LinkTarget(string path) => _files.LinkTarget(path);

    public FileStatus? Find(string path) => _files.Find(path);

    public void RequireWritable(string path) => _files.RequireWritable(path);

    public IDisposable? TryLock(string path) => _files.TryLock(path);

    public Stream Create(string path, bool isPrivate)
    {
        Count();
        return _files.Create(path, isPrivate);
    }

    public Stream OpenToRead(string path) => _files.OpenToRead(path);

    public Stream OpenToOverwrite(string path)
    {
        Count();
        return _files.OpenToOverwrite(path);
    }

    public void Flush(Stream stream)
    {
        Count();
        _files.Flush(stream);
    }

    public bool TryKeep(string path, string original) => _files.TryKeep(path, original);

    public bool TryReplace(string path, string target)
    {
        Count();
        return _files.TryReplace(path, target);
    }

    public void Delete(string path)
    {
        Count();
        _files.Delete(path);
    }

    public void FlushFolder(string folder)
    {
        Count();
        _files.FlushFolder(folder);
    }

    private void Count()
    {
        if (_left-- <= 0)
            throw new IOException("The process has ended.");
    }
}
