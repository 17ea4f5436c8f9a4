using System.Buffers.Binary;
using System.Text;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

public class SafetensorsFileTests
{
    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  """)]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4],"extra":{"x":[1]}}}""")]
    [InlineData("""{"__metadata__":null,"a/b\u0000":{"data_offsets":[0,4],"shape":[2],"dtype":"BF16"}}""")]
    [InlineData("""{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"z":{"dtype":"I64","shape":[0,3],"data_offsets":[4,4]}}""")]
    [InlineData("""{"a":{"dtype":"F4","shape":[8],"data_offsets":[0,4]}}""")]
    public void Open_WhenTheLibraryAccepts_Accepts(string header)
    {
        using var file = Open(header, [0, 0, 0, 0]);
        Assert.NotEmpty(file.Tensors);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}x""")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}\0")]
    [InlineData("""{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-0],"data_offsets":[-0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F4","shape":[7],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":[]}""")]
    [InlineData("{}")]
    [InlineData("")]
    public void Open_WhenTheHeaderIsWrong_Throws(string header) =>
        Assert.Throws<WeightFileException>(() => Open(header, [0, 0, 0, 0]));

    [Fact]
    public void Open_WhenANameOccursTwice_NamesIt()
    {
        var error = Assert.Throws<WeightFileException>(() => Open(
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", [0, 0, 0, 0]));
        Assert.Contains("the name a occurs twice", error.Message);
    }

    // A name that a file holds may be anything.
    [Theory]
    [InlineData("\\u001b[2J", "\uFFFD[2J")]
    [InlineData("two\\nlines", "two\uFFFDlines")]
    public void Open_WhenANameHoldsControlCharacters_ShowsNoneOfThem(string name, string shown)
    {
        var error = Assert.Throws<WeightFileException>(() => Open("{\"" + name + "\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", [0, 0, 0, 0]));
        Assert.StartsWith($"test.safetensors, {shown}: the dtype F31", error.Message);
    }

    [Fact]
    public void Open_WhenANameIsOfAnyLength_ShowsItsBeginning()
    {
        var name = new string('x', 1 << 20);
        var error = Assert.Throws<WeightFileException>(() => Open("{\"" + name + "\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", [0, 0, 0, 0]));
        Assert.InRange(error.Message.Length, 1000, 2000);
        Assert.Equal(name, error.Inside);
    }

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0xC0 }, -2f)]
    [InlineData("BF16", new byte[] { 0x80, 0x3F }, 1f)]
    [InlineData("F32", new byte[] { 0, 0, 0x80, 0x7F }, float.PositiveInfinity)]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5f)]
    public void ReadInto_WhenFloatingPoint_ConvertsToSingle(string type, byte[] bytes, float expected)
    {
        using var file = Open("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0," + bytes.Length + "]}}", bytes);
        Assert.Equal([expected], file["a"].ToFloats());
    }

    [Fact]
    public void ReadInto_WhenAFiniteNumberDoesNotFit_CountsIt()
    {
        double[] numbers = [1e300, -1e39, double.PositiveInfinity, double.NaN, 3.4028235e38, 1e-300, 3.40282356e38];
        using var file = Open("""{"a":{"dtype":"F64","shape":[7],"data_offsets":[0,56]}}""", [.. numbers.SelectMany(BitConverter.GetBytes)]);
        var values = new float[7];
        Assert.Equal(2, file["a"].ReadInto(values));
        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.MaxValue, 0, float.MaxValue], values);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-6)]
    [InlineData(-20)]
    [InlineData(-60)]
    [InlineData(4 - 75)]
    public void Open_WhenFileIsCutOff_SaysToFetchItAgain(int bytes)
    {
        var whole = Bytes("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", [0, 0, 0, 0, 0, 0, 0, 0]);
        var error = Assert.Throws<WeightFileException>(() => SafetensorsFile.Open(new MemoryBytes("x.safetensors", whole[..Math.Max(3, whole.Length + bytes)])));
        Assert.Contains("download or copy it again", error.Message);
    }

    [Fact]
    public void ReadInto_WhenInteger_Throws()
    {
        using var file = Open("""{"a":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", [1, 0, 0, 0]);
        Assert.Throws<WeightFileException>(() => file["a"].ReadInto(new float[1]));
        Assert.Equal([1, 0, 0, 0], file["a"].ToBytes());
        Assert.Equal(StoredType.Int32, file["a"].Type);
    }

    internal static SafetensorsFile Open(string header, byte[] buffer) => SafetensorsFile.Open(new MemoryBytes("test.safetensors", Bytes(header, buffer)));

    private static byte[] Bytes(string header, byte[] buffer)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + buffer.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        buffer.CopyTo(bytes, 8 + json.Length);
        return bytes;
    }
}
