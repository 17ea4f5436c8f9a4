using System.IO.Compression;
using System.Text;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Scaffolding;

/// <summary>What the scaffolder does with files that aren't what they seem.</summary>
public sealed class KerasConfigFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"gennet-{Guid.NewGuid():N}.keras");

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Archive_WhenSound_YieldsItsConfig(CompressionLevel compression)
    {
        WriteArchive(compression, ("metadata.json", "{}"), ("config.json", "{\"a\": 1}"));

        using var json = KerasConfigFile.Read(_path);

        Assert.Equal(1, json.RootElement.GetProperty("a").GetInt32());
    }

    [Fact]
    public void Archive_WhenAByteIsFlipped_IsRefusedByItsChecksum()
    {
        WriteArchive(CompressionLevel.NoCompression, ("config.json", "{\"a\": 1111}"));
        var bytes = File.ReadAllBytes(_path);
        bytes[bytes.AsSpan().IndexOf("1111"u8)] = (byte)'2';
        File.WriteAllBytes(_path, bytes);

        Assert.Contains("CRC-32", Refusal());
    }

    [Fact]
    public void Archive_WhenConfigIsABomb_IsRefusedBeforeItIsUnpacked()
    {
        WriteArchive(CompressionLevel.Optimal, ("config.json", new string(' ', 64 << 20)));

        Assert.Contains("67108864 bytes", Refusal());
    }

    [Fact]
    public void Archive_WhenConfigIsThereTwiceOrNotAtAll_IsRefused()
    {
        WriteArchive(CompressionLevel.Optimal, ("config.json", "{}"), ("config.json", "{}"));
        Assert.Contains("two of its entries are called config.json", Refusal());

        WriteArchive(CompressionLevel.Optimal, ("other.json", "{}"));
        Assert.Contains("a ZIP archive without config.json", Refusal());
    }

    [Fact]
    public void Archive_WhenCutOff_IsRefused()
    {
        WriteArchive(CompressionLevel.Optimal, ("config.json", "{}"));
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..40]);

        Assert.Contains("is no Keras model", Refusal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"name\": \"\\ud800\"}")]
    [InlineData("{\"rate\": NaN}")]
    public void Json_WhenMalformed_IsRefused(string text)
    {
        File.WriteAllText(_path, text);

        Assert.Contains("is no Keras model", Refusal());
    }

    [Fact]
    public void Json_WhenNestedDeeply_IsRefused()
    {
        File.WriteAllText(_path, new string('[', 20000) + new string(']', 20000));

        Assert.Contains("is no Keras model", Refusal());
    }

    public void Dispose() => File.Delete(_path);

    private string Refusal() => Assert.Throws<KerasConfigException>(() => KerasConfigFile.Read(_path)).Message;

    private void WriteArchive(CompressionLevel compression, params (string Name, string Text)[] entries)
    {
        using var archive = new ZipArchive(File.Create(_path), ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var content = archive.CreateEntry(name, compression).Open();
            content.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
