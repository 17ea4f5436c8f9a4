using GenNet.Weights.Saving;

namespace GenNet.Tests.Saving;

/// <summary>Symbolic links, on the real file system.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-links-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("real")]
    [InlineData("./real")]
    [InlineData("folder/../real")]
    public void Save_WhenPathIsALink_WritesItsTargetAndKeepsTheLink(string link)
    {
        Directory.CreateDirectory(At("folder"));
        File.WriteAllText(At("real"), "old");
        File.CreateSymbolicLink(At("link"), link);
        Save("link");
        Assert.Equal(link, new FileInfo(At("link")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(At("real")));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Save_WhenLinksFollowEachOther_WritesTheLastOnesTarget()
    {
        Directory.CreateDirectory(At("folder"));
        File.WriteAllText(At("folder/real"), "old");
        File.CreateSymbolicLink(At("folder/second"), "real");
        File.CreateSymbolicLink(At("first"), At("folder/second"));
        Save("first");
        Assert.Equal("new", File.ReadAllText(At("folder/real")));
        Assert.Equal("real", new FileInfo(At("folder/second")).LinkTarget);
    }

    [Fact]
    public void Save_WhenLinkPointsToNothing_CreatesItsTarget()
    {
        File.CreateSymbolicLink(At("link"), "real");
        Save("link");
        Assert.Equal("new", File.ReadAllText(At("real")));
        Assert.Equal("real", new FileInfo(At("link")).LinkTarget);
    }

    [Fact]
    public void Save_WhenLinkPointsIntoNoFolder_SaysSo()
    {
        File.CreateSymbolicLink(At("link"), "none/real");
        var error = Assert.Throws<DirectoryNotFoundException>(() => Save("link"));
        Assert.Contains(At("link"), error.Message, StringComparison.Ordinal);
        Assert.Contains(At("none"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WhenLinksLeadInACircle_SaysSo()
    {
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");
        var error = Assert.Throws<IOException>(() => Save("a"));
        Assert.Contains("circle", error.Message, StringComparison.Ordinal);
        Assert.Contains(At("a"), error.Message, StringComparison.Ordinal);
    }

    // The parent of a linked folder is its target's parent, not the link's.
    [Fact]
    public void Save_WhenALinkGoesUpFromALinkedFolder_CountsFromWhereThatReallyIs()
    {
        Directory.CreateDirectory(At("far/away"));
        Directory.CreateSymbolicLink(At("near"), At("far/away"));
        File.CreateSymbolicLink(At("far/away/link"), "../real");
        File.WriteAllText(At("far/real"), "old");
        Save("near/link");
        Assert.Equal("new", File.ReadAllText(At("far/real")));
        Assert.False(File.Exists(At("real")));
    }

    [Fact]
    public void Save_WhenAFolderOfThePathIsALink_WritesIntoItsTarget()
    {
        Directory.CreateDirectory(At("folder"));
        Directory.CreateSymbolicLink(At("linked"), "folder");
        Save("linked/x");
        Assert.Equal("new", File.ReadAllText(At("folder/x")));
        Assert.Equal("folder", new DirectoryInfo(At("linked")).LinkTarget);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Save(string name) => FileSaver.Default.Save(At(name), static stream => stream.Write("new"u8));
}
