using System.Text;
using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_WhenReadBack_HasTheSameArraysAndMetadata()
    {
        var path = Path.Combine(_folder, "x.safetensors");
        SafetensorsWriter.Save(
            path,
            new Dictionary<string, ArrayToWrite>
            {
                ["größe/kernel"] = ArrayToWrite.Of(TensorShape.Of(2, 1), static () => [1, float.NaN]),
                ["step"] = ArrayToWrite.Of(7),
                ["empty"] = ArrayToWrite.Of(TensorShape.Of(0, 3), static () => []),
            },
            new Dictionary<string, string> { ["a \"quoted\" key"] = "värde" });
        using var file = SafetensorsFile.Open(path);
        Assert.Equal(["empty (0, 3) F32", "größe/kernel (2, 1) F32", "step () I64"], file.Tensors.Select(static t => t.ToString()));
        Assert.Equal([1, float.NaN], file["größe/kernel"].ToFloats());
        Assert.Equal(7, BitConverter.ToInt64(file["step"].ToBytes()));
        Assert.Equal("värde", file.Metadata["a \"quoted\" key"]);
    }

    [Fact]
    public void Write_WhenTypesDiffer_IsTheLibrarysHeader()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(
            new Dictionary<string, ArrayToWrite>
            {
                ["b"] = ArrayToWrite.Of(TensorShape.Of(1), static () => [1]),
                ["a"] = ArrayToWrite.Of(TensorShape.Of(1), static () => [2]),
                ["z"] = ArrayToWrite.Of(3),
            },
            new Dictionary<string, string> { ["k"] = "v" }, stream);
        // Metadata, then by width, then by name; padded to a multiple of 8 by blanks.
        var header = """{"__metadata__":{"k":"v"},"z":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""";
        var bytes = stream.ToArray();
        var length = (header.Length + 7) & ~7;
        Assert.Equal(length, BitConverter.ToInt64(bytes));
        Assert.Equal(header.PadRight(length), Encoding.UTF8.GetString(bytes, 8, length));
        Assert.Equal(8 + length + 16, bytes.Length);
    }
}
