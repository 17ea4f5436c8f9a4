using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using GenNet.Weights.Saving;
using GenNet.Weights.Saving.Unix;

namespace GenNet.Tests.Saving;

/// <summary>Modes, owners, names and locks, on the real file system.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class UnixFileTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-saving-").FullName;

    private string Target => Path.Combine(_folder, "x.weights.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_WhenFileIsNew_HasTheModeOfAnyNewFile()
    {
        var other = Path.Combine(_folder, "other");
        File.WriteAllText(other, "");
        Save(Target);
        Assert.Equal(File.GetUnixFileMode(other), File.GetUnixFileMode(Target));
    }

    [Theory]
    [InlineData(Private)]
    [InlineData(Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(Private | UnixFileMode.SetGroup)]
    public void Save_WhenFileIsThere_KeepsItsMode(UnixFileMode mode)
    {
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, mode);
        Save(Target);
        Assert.Equal(mode, File.GetUnixFileMode(Target));
        AssertSaved();
    }

    [Fact]
    public void Save_WhenFileIsPrivate_ItsNewContentIsSoFromTheBeginning()
    {
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, Private);
        FileSaver.Default.Save(Target, stream =>
        {
            stream.Write("new"u8);
            Assert.All(Directory.GetFiles(_folder, "*.tmp"), static file => Assert.Equal(Private, File.GetUnixFileMode(file)));
            Assert.Single(Directory.GetFiles(_folder, "*.tmp"));
        });
    }

    [Fact]
    public void Save_WhenFileIsReadOnly_IsRefusedForRootTooBeforeAnythingIsComputed()
    {
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var error = Assert.Throws<UnauthorizedAccessException>(() => FileSaver.Default.Save(Target, static _ => Assert.Fail("It was computed.")));
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void Save_WhenFileIsAnothers_KeepsOwnerAndGroup()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a file away; tested on a file system in memory too.");
        File.WriteAllText(Target, "old");
        Assert.Equal(0, UnixCalls.ChangeOwner(Target, 12345, 23456));
        Save(Target);
        var status = UnixStatus.Of(Target)!.Value;
        Assert.Equal((12345u, 23456u), (status.User, status.Group));
        AssertSaved();
    }

    [Fact]
    public void Save_WhenFolderTakesNoFiles_WritesInPlace()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write into every folder; tested on a file system in memory too.");
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Save(Target);
            AssertSaved();
        }
        finally
        {
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("longer than what is saved")]
    [InlineData("")]
    public void Save_WhenFileHasHardLinks_WritesAllOfThem(string old)
    {
        File.WriteAllText(Target, old);
        var other = Path.Combine(_folder, "other");
        using (var link = Process.Start("ln", [Target, other]))
            link.WaitForExit();
        Save(Target);
        Assert.Equal("new", File.ReadAllText(other));
        Assert.True(UnixStatus.Of(other)!.Value.IsSameFile(UnixStatus.Of(Target)!.Value));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Theory]
    [InlineData("x", ".weights.h5")]
    [InlineData("é", ".weights.h5")]
    [InlineData("語", ".safetensors")]
    public void Save_WhenNameIsAsLongAsNamesMayBe_Works(string letter, string suffix)
    {
        const int MostBytes = 255;
        var letters = (MostBytes - suffix.Length) / Encoding.UTF8.GetByteCount(letter);
        var name = string.Concat(Enumerable.Repeat(letter, letters)) + new string('y', MostBytes - suffix.Length - (letters * Encoding.UTF8.GetByteCount(letter))) + suffix;
        Save(Path.Combine(_folder, name));
        Assert.Equal([name], Directory.GetFiles(_folder).Select(static f => Path.GetFileName(f)));
    }

    // No path may be longer than 4,095 bytes, and the temporary file's would be.
    [Fact]
    public void Save_WhenPathIsAsLongAsPathsMayBe_WritesInPlace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The longest path is Linux'.");
        const int MostBytes = 4095;
        const string Name = "x.weights.h5";
        var folder = _folder;
        while (MostBytes - folder.Length - Name.Length - 2 is > 0 and var left)
            folder = Path.Combine(folder, new string('d', left <= 255 ? left : Math.Min(left - 2, 200)));
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        File.WriteAllText(path, "old");
        Save(path);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Save_WhenNameIsTooLong_SaysSo()
    {
        var path = Path.Combine(_folder, new string('x', 256));
        Assert.Contains(path, Assert.Throws<PathTooLongException>(() => Save(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WhenFolderIsMissing_NamesItAndTheFile()
    {
        var path = Path.Combine(_folder, "none", "x.weights.h5");
        var error = Assert.Throws<DirectoryNotFoundException>(() => Save(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Create it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WhenFolderIsAFile_SaysSo()
    {
        File.WriteAllText(Target, "old");
        Assert.Contains("is no folder", Assert.Throws<DirectoryNotFoundException>(() => Save(Path.Combine(Target, "y"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WhenPathIsAFolder_SaysSo()
    {
        Directory.CreateDirectory(Target);
        Assert.Contains("it is a folder", Assert.Throws<IOException>(() => Save(Target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WhenPathIsADevice_IsRefused()
    {
        File.CreateSymbolicLink(Target, "/dev/null");
        Assert.Contains("a device", Assert.Throws<IOException>(() => Save(Target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WhileItIsRead_LeavesTheReaderTheOldFile()
    {
        File.WriteAllText(Target, "old");
        using var reader = File.OpenRead(Target);
        Save(Target);
        Assert.Equal("old", new StreamReader(reader).ReadToEnd());
        AssertSaved();
    }

    [Fact]
    public async Task Save_FromSixteenThreadsAtOnce_LeavesOneWholeFile()
    {
        var contents = Enumerable.Range(0, StagedFile.Slots).Select(static i => new string((char)('a' + i), 100_000)).ToArray();
        await Task.WhenAll(contents.Select(content => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++)
                FileSaver.Default.Save(Target, stream => stream.Write(Encoding.ASCII.GetBytes(content)));
        })));
        Assert.Contains(File.ReadAllText(Target), contents);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Lock_WhileItIsHeld_IsNobodyElses()
    {
        var path = Path.Combine(_folder, "lock");
        var files = FileSystem.OfThisMachine;
        using (files.TryLock(path))
            Assert.Null(files.TryLock(path));
        Assert.False(File.Exists(path));
        using (var again = files.TryLock(path))
            Assert.NotNull(again);
    }

    [Fact]
    public void Save_WhenFileHasUserAttributes_KeepsThem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test sets attributes as Linux does.");
        File.WriteAllText(Target, "old");
        Assert.SkipUnless(SetAttribute(Target, "user.origin", "run 7"u8, 5, 0) == 0, "This file system has no attributes.");
        Save(Target);
        Span<byte> value = stackalloc byte[16];
        Assert.Equal(5, GetAttribute(Target, "user.origin", value, value.Length));
        Assert.Equal("run 7"u8, value[..5]);
        AssertSaved();
    }

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetAttribute(string path, string name, ReadOnlySpan<byte> value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetAttribute(string path, string name, Span<byte> value, nint size);

    private static void Save(string path) => FileSaver.Default.Save(path, static stream => stream.Write("new"u8));

    private void AssertSaved()
    {
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }
}
