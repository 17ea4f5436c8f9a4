using System.Text;
using GenNet.Contracts;
using GenNet.Tool.Files;

namespace GenNet.Tests.Saving;

/// <summary>Contracts and other text files of the tool.</summary>
public sealed class TextFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    public void Save_OfAContract_KeepsLineEndsAndMark(string newLine, bool hasMark)
    {
        var text = string.Join(newLine, ["gennet-weights 1", "model Net", "version 1 draft", "  (input)   InputLayer dtype=float32 shape=4", ""]);
        File.WriteAllText(_file, text, new UTF8Encoding(hasMark));
        var contract = WeightContract.Parse(File.ReadAllText(_file)).Contract!;
        TextFile.Save(_file, contract.Freeze().ToString());
        var bytes = File.ReadAllBytes(_file);
        Assert.Equal(hasMark, bytes[0] == 0xEF);
        var saved = File.ReadAllText(_file);
        Assert.DoesNotContain("draft", saved, StringComparison.Ordinal);
        var lines = saved.Split('\n').Length;
        Assert.Equal(newLine == "\n" ? 1 : lines, saved.Split("\r\n").Length);
    }

    [Fact]
    public void Save_WhenFileIsALink_KeepsIt()
    {
        var link = _file + ".link";
        File.CreateSymbolicLink(link, _file);
        try
        {
            TextFile.Save(link, "text");
            Assert.Equal(_file, new FileInfo(link).LinkTarget);
            Assert.Equal("text", File.ReadAllText(_file));
        }
        finally
        {
            File.Delete(link);
        }
    }
}
