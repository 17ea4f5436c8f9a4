using System.Text;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using GenNet.Weights.KerasH5;

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

    [Fact]
    public void Open_WhateverTheLengthOfASafetensorsHeader_IsSafetensors()
    {
        for (var length = 16; length < 2000; length += 8)
        {
            var bytes = new byte[8 + length];
            bytes.AsSpan(8).Fill((byte)' ');
            BitConverter.TryWriteBytes(bytes, (long)length);
            "{}"u8.CopyTo(bytes.AsSpan(8));
            using var file = WeightFiles.Open(Write("x.safetensors", bytes));
            Assert.Equal("safetensors", file.Format);
        }
    }

    [Theory]
    [InlineData("x.npz", "its name ends in .npz, and it is Keras 3 weights (HDF5): names of such files end in .weights.h5")]
    [InlineData("x.h5", "its name ends in .h5")]
    [InlineData("x.pt", "its name ends in .pt")]
    [InlineData("x.weights", "its name ends in .weights")]
    [InlineData("weights", "its name has no extension")]
    [InlineData("x.weights.h5", null)]
    [InlineData("X.Weights.H5", null)]
    public void NoteOf_WhenNamePromisesAnotherFormat_SaysSo(string name, string? expected)
    {
        using var file = WeightFiles.Open(Write(name, new WeightFileBuilder().With("vars/0", [1], 1).ToBytes()));
        var note = FileNames.NoteOf(file);
        if (expected is null)
            Assert.Null(note);
        else
            Assert.StartsWith(expected, note, StringComparison.Ordinal);
    }

    /// <summary>Names that HDF5 weights have only where somebody gave it them: what such a file was meant to be nothing tells.</summary>
    [Theory]
    [InlineData("x.safetensors", "it is an HDF5 file, and its name ends in .safetensors. Rename it so that it ends in .weights.h5")]
    [InlineData("x.keras", "it is an HDF5 file of weights, and its name ends in .keras, as those of whole models. Rename it so that it ends in .weights.h5")]
    public void Open_WhenHdf5HasANameThatNoProgramGivesIt_SaysSo(string name, string expected) =>
        Assert.Contains(expected, Refusal(Write(name, new WeightFileBuilder().With("vars/0", [1], 1).ToBytes())));

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull")]
    [InlineData("PK\u0003\u0004 and more", "ZIP archive")]
    [InlineData("Not Found", "it is text")]
    [InlineData("<html>Größe</html>", "it is text")]
    [InlineData("", "it is empty")]
    public void Open_WhenFileIsSomethingElse_SaysWhat(string content, string expected) =>
        Assert.Contains(expected, Refusal(Write("x.weights.h5", Encoding.UTF8.GetBytes(content))));

    [Theory]
    [InlineData("504B0304000000000000000000000000000000000000000000000D0000006D6F64656C2F646174612E706B6C")] // PK, model/data.pkl
    [InlineData("80028A0A6CFC9C46F9206AA850192E")] // the magic number of PyTorch before 1.6
    [InlineData("8002637468726F77637468696E670A63746F7263682E5F7574696C730A5F72656275696C645F74656E736F725F76320A")] // ctorch._utils
    public void Open_WhenFileIsPyTorchs_SaysHowToConvertIt(string hex)
    {
        var path = Write("net.pt", Convert.FromHexString(hex));
        var message = Refusal(path);
        Assert.Contains("a file of PyTorch", message);
        Assert.Contains("import torch, safetensors.torch", message);
        Assert.Contains("""save_file(torch.load("net.pt", map_location="cpu", weights_only=True), "net.safetensors")""", message);
        Assert.DoesNotContain("save_weights", message);
    }

    [Fact]
    public void Open_WhenATorchArchiveEndsWithItsDescription_RecognisesIt()
    {
        var path = Path.Combine(_folder, "net.pth");
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        {
            using (var data = archive.CreateEntry("net/data/0", System.IO.Compression.CompressionLevel.NoCompression).Open())
                data.Write(new byte[10_000]);
            archive.CreateEntry("net/data.pkl");
        }
        Assert.Contains("safetensors.torch", Refusal(path));
    }

    [Fact]
    public void Open_WhenALegacyListIsNoList_SaysWhatIsDamaged()
    {
        var root = new GroupToWrite();
        root.Attributes["layer_names"] = Hdf5Attribute.Of("dense");
        using var stream = new MemoryStream();
        Hdf5Writer.Write(root, stream);
        Assert.Contains("layer_names is no list of names", Refusal(Write("x.h5", stream.ToArray())));
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
