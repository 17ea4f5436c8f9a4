using GenNet.Weights.Saving;

namespace GenNet.Tests.Saving;

/// <summary>What saving does on file systems that the test machine doesn't have.</summary>
public sealed class FileSaverTests
{
    private const string Target = "/data/x.weights.h5";
    private readonly FakeFileSystem _files = new();

    [Fact]
    public void Save_WhenItSucceeds_ReplacesTheFileAndLeavesNothingElse()
    {
        _files.Add(Target, "old and longer");
        Save("new");
        Assert.Equal("new", _files[Target].Text);
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenWritingFails_LeavesTheOldFileAndNothingElse()
    {
        _files.Add(Target, "old");
        Assert.Throws<InvalidOperationException>(() => new FileSaver(_files).Save(Target, static stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", _files[Target].Text);
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenTheDiskIsFull_NamesTheFileAndKeepsTheOldOne()
    {
        _files.Add(Target, "old");
        _files.Room = 2;
        var error = Assert.Throws<IOException>(() => Save("new"));
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Contains("old file is unchanged", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", _files[Target].Text);
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenPowerIsCutAfterIt_HasTheNewFile()
    {
        _files.Add(Target, "old");
        Save("new");
        _files.CutPower();
        Assert.Equal("new", _files[Target].Text);
    }

    [Fact]
    public void Save_WhenPowerIsCutAfterTheFirstSave_HasTheFile()
    {
        Save("new");
        _files.CutPower();
        Assert.Equal("new", _files[Target].Text);
    }

    [Fact]
    public void Save_WhenPowerIsCutDuringIt_HasTheOldFile()
    {
        _files.Add(Target, "old");
        Assert.Throws<OperationCanceledException>(() => new FileSaver(_files).Save(Target, stream =>
        {
            stream.Write("new"u8);
            _files.FlushFolder("/data");
            _files.CutPower();
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", _files[Target].Text);
    }

    [Fact]
    public void Save_AfterKilledSaves_RemovesWhatTheyLeft()
    {
        _files.Add(Target, "old");
        _files.KillSaves(Target, 3);
        Assert.Equal(1 + (3 * 2), _files.Names.Count());
        Save("new");
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhileOthersSaveTheSameFile_LeavesTheirFilesAlone()
    {
        var saver = new FileSaver(_files);
        saver.Save(Target, outer =>
        {
            outer.Write("outer"u8);
            saver.Save(Target, static inner => inner.Write("inner"u8));
            Assert.Equal("inner", _files[Target].Text);
        });
        Assert.Equal("outer", _files[Target].Text);
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenFileIsAnothersAndMayBeGivenAway_KeepsOwnerAndMode()
    {
        _files.User = "root";
        _files.Add(Target, "old", owner: "alice", mode: "rw-r-----");
        Save("new");
        Assert.Equal(("new", "alice", "rw-r-----"), (_files[Target].Text, _files[Target].Owner, _files[Target].Mode));
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenFileIsAnothersAndMayNotBeGivenAway_WritesInPlace()
    {
        var old = _files.Add(Target, "old and longer", owner: "alice", mode: "rw-rw-rw-");
        Save("new");
        Assert.Same(old, _files[Target]);
        Assert.Equal(("new", "alice", "rw-rw-rw-"), (old.Text, old.Owner, old.Mode));
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenFileMayNotBeWrittenTo_IsRefusedBeforeAnythingIsComputed()
    {
        _files.Add(Target, "old", owner: "alice");
        Refused<UnauthorizedAccessException>("may not write");
    }

    [Theory]
    [InlineData("me")]
    [InlineData("root")]
    public void Save_WhenFileIsReadOnly_IsRefusedForEveryUserBeforeAnythingIsComputed(string user)
    {
        _files.User = user;
        _files.Add(Target, "old", mode: "r--r--r--");
        Refused<UnauthorizedAccessException>("read-only");
    }

    [Fact]
    public void Save_WhenFileHasHardLinks_WritesInPlace()
    {
        _files.Add(Target, "old");
        _files.AddHardLink("/data/other", Target);
        Save("new and longer");
        Assert.Equal("new and longer", _files["/data/other"].Text);
        Assert.Equal(["/data/other", Target], _files.Names);
    }

    [Fact]
    public void Save_WhenFileIsMounted_WritesInPlace()
    {
        var old = _files.Add(Target, "old");
        _files.Mounted.Add(Target);
        Save("new");
        Assert.Same(old, _files[Target]);
        Assert.Equal("new", old.Text);
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenFolderTakesNoFiles_WritesInPlace()
    {
        var old = _files.Add(Target, "old");
        _files.FoldersThatTakeNoFiles.Add("/data");
        Save("new");
        Assert.Equal("new", old.Text);
        Assert.Equal([Target], _files.Names);
        _files.CutPower();
        Assert.Equal("new", _files[Target].Text);
    }

    [Fact]
    public void Save_WhenFolderTakesNoFilesAndThereIsNone_SaysSo()
    {
        _files.FoldersThatTakeNoFiles.Add("/data");
        Refused<UnauthorizedAccessException>("denied");
    }

    [Fact]
    public void Save_WhenTheDiskIsFullInPlace_KeepsTheOldContent()
    {
        _files.Add(Target, "old");
        _files.AddHardLink("/data/other", Target);
        _files.Room = "newer".Length + 1;
        var error = Assert.Throws<IOException>(() => Save("newer"));
        Assert.Contains("old file is unchanged", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", _files[Target].Text);
    }

    [Fact]
    public void Save_WhenTheDiskFailsInPlace_SaysThatTheFileIsHalfWritten()
    {
        var old = _files.Add(Target, "old and longer");
        _files.AddHardLink("/data/other", Target);
        _files.Broken.Add(old);
        var error = Assert.Throws<IOException>(() => Save("new"));
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.Contains("neither its old content nor the new one", error.Message, StringComparison.Ordinal);
        Assert.Equal(["/data/other", Target], _files.Names);
    }

    [Fact]
    public void Save_WhenTheDiskDoesNotTakeTheName_SaysThatTheNewFileIsThere()
    {
        _files.Add(Target, "old");
        _files.Broken.Add("/data");
        var error = Assert.Throws<IOException>(() => Save("new"));
        Assert.Contains("new file is in its place", error.Message, StringComparison.Ordinal);
        Assert.Equal("new", _files[Target].Text);
    }

    [Fact]
    public void Save_WhenSixteenSavesOfAFileGoOn_RefusesTheNextAndNamesTheFile()
    {
        var error = Assert.Throws<IOException>(() => SaveWithin());
        Assert.Contains("16 other saves", error.Message, StringComparison.Ordinal);
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.Empty(_files.Names);

        void SaveWithin() => new FileSaver(_files).Save(Target, _ => SaveWithin());
    }

    [Fact]
    public void Save_WhenAnotherProgramHasTheFileOpen_SaysSoAndKeepsIt()
    {
        _files.Add(Target, "old");
        _files.OpenElsewhere.Add(Target);
        var error = Assert.Throws<IOException>(() => Save("new"));
        Assert.Equal(FakeFileSystem.SharingViolation, error.HResult);
        Assert.Contains("Another program has it open", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", _files[Target].Text);
        Assert.Equal([Target], _files.Names);
    }

    [Fact]
    public void Save_WhenNamesDifferInCaseOnlyAndThatIsOneFile_KeepsItsModeAndRemovesWhatWasLeft()
    {
        var files = new FakeFileSystem(StringComparer.OrdinalIgnoreCase);
        files.Add("/data/Net.weights.h5", "old", mode: "rw-------");
        files.KillSaves("/data/Net.weights.h5", 1);
        new FileSaver(files).Save("/data/net.weights.h5", static stream => stream.Write("new"u8));
        var name = Assert.Single(files.Names);
        Assert.Equal(("new", "rw-------"), (files[name].Text, files[name].Mode));
    }

    [Fact]
    public void Save_WhenNamesDifferInCaseOnlyAndAreTwoFiles_WritesTheOneMeant()
    {
        _files.Add("/data/X.weights.h5", "other");
        Save("new");
        Assert.Equal("other", _files["/data/X.weights.h5"].Text);
        Assert.Equal("new", _files[Target].Text);
    }

    private void Save(string text) => new FileSaver(_files).Save(Target, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private void Refused<T>(string because)
        where T : Exception
    {
        var before = _files.Names.ToArray();
        var error = Assert.Throws<T>(() => new FileSaver(_files).Save(Target, static _ => Assert.Fail("It was computed.")));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".gennet-", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _files.Names);
    }
}
