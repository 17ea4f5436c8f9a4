using GenNet.Weights.Saving;

namespace GenNet.Tests.Saving;

/// <summary>
/// A file system in memory that does what the test machine can't be made to do: other owners, mounted files, a full disk, another system's rules, kills and power
/// cuts. What was not flushed is gone after <see cref="CutPower"/>.
/// </summary>
internal sealed class FakeFileSystem(StringComparer names) : IFileSystem
{
    public const int SharingViolation = unchecked((int)0x80070020);

    private readonly Dictionary<string, FakeFile> _files = new(names);
    private readonly Dictionary<string, FakeFile> _durable = new(names);
    private readonly Dictionary<string, string> _links = new(names);
    private readonly HashSet<string> _folders = new(names) { "/", "/data", "/tmp" };
    private readonly HashSet<string> _locks = new(names);
    private bool _isKilled;

    public FakeFileSystem()
        : this(StringComparer.Ordinal)
    {
    }

    public string TemporaryFolder => "/tmp";

    /// <summary>Whom the process runs as; nobody but root may give files away.</summary>
    public string User { get; set; } = "me";

    public HashSet<string> FoldersThatTakeNoFiles { get; } = [];

    public HashSet<string> Mounted { get; } = [];

    public HashSet<string> OpenElsewhere { get; } = [];

    /// <summary>Files that the disk no longer takes content of, and folders that it takes no names of.</summary>
    public HashSet<object> Broken { get; } = [];

    /// <summary>Bytes that the disk still takes.</summary>
    public long Room { get; set; } = long.MaxValue;

    public IEnumerable<string> Names => _files.Keys.Order(StringComparer.Ordinal);

    public FakeFile this[string path] => _files[path];

    public FakeFile Add(string path, string content, string owner = "me", string mode = "rw-r--r--")
    {
        var file = new FakeFile { Owner = owner, Mode = mode };
        file.Content.Write(System.Text.Encoding.UTF8.GetBytes(content));
        _files[path] = file;
        file.FlushContent();
        _durable[path] = file;
        return file;
    }

    public void AddHardLink(string path, string to)
    {
        _files[path] = _files[to];
        _files[to].Links++;
    }

    public void AddLink(string path, string to) => _links[path] = to;

    public void AddFolder(string path) => _folders.Add(path);

    /// <summary>Kills a process that saves one file several times at once: its locks end, its files stay.</summary>
    public void KillSaves(string path, int count)
    {
        Assert.Throws<OperationCanceledException>(() => new FileSaver(this).Save(path, stream =>
        {
            stream.Write("half"u8);
            KillLast(path, count - 1);
        }));
        _locks.Clear();
        _isKilled = false;
    }

    private void KillLast(string path, int count)
    {
        if (count > 0)
        {
            new FileSaver(this).Save(path, stream =>
            {
                stream.Write("half"u8);
                KillLast(path, count - 1);
            });
        }
        _isKilled = true;
        throw new OperationCanceledException();
    }

    /// <summary>Only what was flushed is left: names by folder, content by file.</summary>
    public void CutPower()
    {
        _locks.Clear();
        _files.Clear();
        foreach (var (path, file) in _durable)
        {
            file.LoseContent();
            _files[path] = file;
        }
    }

    public string? LinkTarget(string path) => _links.GetValueOrDefault(path);

    public FileStatus? Find(string path)
    {
        if (_folders.Contains(path))
            return new(FileKind.Folder, false, false);
        return _files.TryGetValue(path, out var file) ? new(FileKind.File, !file.Mode.Contains('w'), file.Links > 1) : null;
    }

    public void RequireWritable(string path)
    {
        if (User != "root" && _files[path].Owner != User && _files[path].Mode[^2] != 'w')
            throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.");
    }

    public IDisposable? TryLock(string path)
    {
        RequireRoomForNames(path);
        if (!_locks.Add(path))
            return null;
        _files[path] = new();
        return new Held(() =>
        {
            if (_isKilled)
                return;
            _locks.Remove(path);
            _files.Remove(path);
        });
    }

    public Stream Create(string path, bool isPrivate)
    {
        RequireRoomForNames(path);
        Assert.False(_files.ContainsKey(path));
        _files[path] = new() { Owner = User, Mode = isPrivate ? "rw-------" : "rw-r--r--" };
        return new FakeStream(this, _files[path]);
    }

    public Stream OpenToRead(string path) => new FakeStream(this, _files[path]);

    public Stream OpenToOverwrite(string path) => OpenElsewhere.Contains(path) ? throw Shared(path) : new FakeStream(this, _files[path]);

    public void Flush(Stream stream) => ((FakeStream)stream).File.FlushContent();

    public bool TryKeep(string path, string original)
    {
        var (file, old) = (_files[path], _files[original]);
        if (file.Owner != old.Owner && User != "root")
            return false;
        (file.Owner, file.Mode) = (old.Owner, old.Mode);
        return true;
    }

    public bool TryReplace(string path, string target)
    {
        if (OpenElsewhere.Contains(target))
            throw Shared(target);
        if (Mounted.Contains(target))
            return false;
        _files[target] = _files[path];
        _files.Remove(path);
        return true;
    }

    public void Delete(string path)
    {
        if (!_isKilled)
            _files.Remove(path);
    }

    public void FlushFolder(string folder)
    {
        if (Broken.Contains(folder))
            throw new IOException($"The disk didn't take the new name : '{folder}'");
        foreach (var name in _durable.Keys.Where(n => Path.GetDirectoryName(n) == folder).ToArray())
            _durable.Remove(name);
        foreach (var (name, file) in _files.Where(f => Path.GetDirectoryName(f.Key) == folder))
            _durable[name] = file;
    }

    private static IOException Shared(string path) =>
        new($"The process cannot access the file '{path}' because it is being used by another process.", SharingViolation);

    private void RequireRoomForNames(string path)
    {
        if (FoldersThatTakeNoFiles.Contains(Path.GetDirectoryName(path)!))
            throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.");
    }

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
