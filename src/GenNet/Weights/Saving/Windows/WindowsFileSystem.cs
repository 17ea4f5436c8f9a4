using System.Runtime.Versioning;

namespace GenNet.Weights.Saving.Windows;

/// <summary>Windows. .NET itself takes paths of any length.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFileSystem : IFileSystem
{
    private const FileShare Anyone = FileShare.ReadWrite | FileShare.Delete;
    private const int InvalidFunction = unchecked((int)0x80070001);
    private const int NotSupported = unchecked((int)0x80070032);
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <inheritdoc/>
    public string TemporaryFolder => Path.GetTempPath();

    /// <inheritdoc/>
    public string? LinkTarget(string path) => new FileInfo(path).LinkTarget;

    /// <inheritdoc/>
    public FileStatus? Find(string path)
    {
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        var kind = attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : attributes.HasFlag(FileAttributes.Device) ? FileKind.Device : FileKind.File;
        return new(kind, attributes.HasFlag(FileAttributes.ReadOnly), kind == FileKind.File && WindowsCalls.LinksOf(path) > 1);
    }

    // Another program may have the file open in a way that forbids writing to it and allows replacing it: only the attempt tells.
    /// <inheritdoc/>
    public void RequireWritable(string path)
    {
    }

    /// <inheritdoc/>
    public IDisposable? TryLock(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (error.HResult == SharingViolation)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // It is about to go.
            return null;
        }
    }

    /// <inheritdoc/>
    public Stream Create(string path, bool isPrivate) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, Anyone);

    /// <inheritdoc/>
    public Stream OpenToRead(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, Anyone, bufferSize: 0);

    /// <inheritdoc/>
    public Stream OpenToOverwrite(string path) => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <inheritdoc/>
    public void Flush(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    // Replacing keeps the old file's access list, attributes, time of creation and streams.
    /// <inheritdoc/>
    public bool TryKeep(string path, string original) => true;

    /// <inheritdoc/>
    public bool TryReplace(string path, string target)
    {
        const int Attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (File.Exists(target))
                    File.Replace(path, target, null);
                else
                    File.Move(path, target);
                return true;
            }
            catch (IOException error) when (error.HResult == SharingViolation && attempt < Attempts)
            {
                // Virus scanners and indexers open what was just written, for a moment.
                Thread.Sleep(50);
            }
            catch (Exception error) when (error is UnauthorizedAccessException || error.HResult is InvalidFunction or NotSupported)
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    // NTFS logs changes of names, and gives ordinary programs no way to wait for its log.
    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
    }
}
