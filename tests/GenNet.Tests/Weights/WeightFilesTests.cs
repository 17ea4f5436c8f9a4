using System.Text;
using GenNet.Weights;
using GenNet.Weights.Hdf5.Writing;

namespace GenNet.Tests.Weights;

/// <summary>A file is what it holds, not what it is called.</summary>
public sealed class WeightFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("weights")]
    [InlineData("old.bin")]
    [InlineData("x.h5")]
    [InlineData("x.hdf5")]
    public void Open_WhenNameSaysNothing_GoesByContent(string name)
    {
        using var file = WeightFiles.Open(Write(name, new WeightFileBuilder().With("vars/0", [1], 1).ToBytes()));
        Assert.Equal("Keras 3 weights (HDF5)", file.Format);
    }

    [Theory]
    [InlineData("x.safetensors", "it is an HDF5 file, and its name ends in .safetensors")]
    [InlineData("x.keras", "it is an HDF5 file, and its name ends in .keras")]
    public void Open_WhenNamePromisesAnotherFormat_SaysSo(string name, string expected) =>
        Assert.Contains(expected, Refusal(Write(name, new WeightFileBuilder().With("vars/0", [1], 1).ToBytes())));

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull")]
    [InlineData("PK\u0003\u0004 and more", "ZIP archive")]
    [InlineData("Not Found", "it is text")]
    [InlineData("<html>Größe</html>", "it is text")]
    [InlineData("", "it is empty")]
    public void Open_WhenFileIsSomethingElse_SaysWhat(string content, string expected) =>
        Assert.Contains(expected, Refusal(Write("x.weights.h5", Encoding.UTF8.GetBytes(content))));

    [Fact]
    public void Open_WhenLayoutIsKeras2_SaysHowToConvert()
    {
        var root = new GroupToWrite();
        root.Attributes["layer_names"] = "dense";
        using var stream = new MemoryStream();
        Hdf5Writer.Write(root, stream);
        Assert.Contains("save_weights", Refusal(Write("x.h5", stream.ToArray())));
    }

    [Fact]
    public void Open_WhenFileIsAbsent_Throws() => Assert.Throws<FileNotFoundException>(() => WeightFiles.Open(Path.Combine(_folder, "none.weights.h5")));

    private static string Refusal(string path) => Assert.Throws<WeightFileException>(() => WeightFiles.Open(path)).Message;

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
