using GenNet.Weights;

namespace GenNet.Tests.Weights;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    private string Target => Path.Combine(_folder, "x.weights.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_WhenItSucceeds_ReplacesTheOldFile()
    {
        File.WriteAllText(Target, "old and longer");
        AtomicFile.Write(Target, static stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_WhenItFails_LeavesTheOldFileAlone()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, static stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_WhileItGoesOn_LeavesTheOldFileReadable()
    {
        File.WriteAllText(Target, "old");
        AtomicFile.Write(Target, _ => Assert.Equal("old", File.ReadAllText(Target)));
    }

    [Fact]
    public void Write_WhenFolderIsMissing_Throws() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Combine(_folder, "none", "x.weights.h5"), static _ => { }));
}
