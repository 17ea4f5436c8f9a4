using System.Text;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>Tables of LevelDB, as indexes of checkpoints are.</summary>
public class TableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(20_000)]
    public void Read_OfAWrittenTable_HasItsEntries(int count)
    {
        var entries = EntriesOf(count);
        Assert.Equal(
            entries.Select(static entry => (Encoding.UTF8.GetString(entry.Key), Convert.ToHexString(entry.Value))),
            TableReader.Read(new MemoryBytes("t.index", Write(entries))).Select(static entry => (entry.Key, Convert.ToHexString(entry.Value.Span))));
    }

    [Fact]
    public void Append_OfTheExampleOfTheStandard_IsItsChecksum()
    {
        Assert.Equal(0xE3069283, Crc32C.Append(Crc32C.Start, "123456789"u8));
        Assert.Equal(0xE3069283, Crc32C.Append(Crc32C.Append(Crc32C.Start, "12345"u8), "6789"u8));
    }

    [Fact]
    public void Read_WhenABitOfABlockIsWrong_Throws()
    {
        var table = Write(EntriesOf(100));
        for (var at = 0; at < table.Length - TableReader.FooterSize; at += 7)
        {
            var damaged = (byte[])table.Clone();
            damaged[at] ^= 0x10;
            Assert.Throws<WeightFileException>(() => TableReader.Read(new MemoryBytes("t.index", damaged)));
        }
    }

    [Fact]
    public void Read_WhenKeysWouldTakeManyTimesTheFile_Throws()
    {
        // Each entry adds a byte to a key that is long already.
        var key = new byte[40_000];
        Array.Fill(key, (byte)'a');
        var entries = Enumerable.Range(0, 20_000).Select(i => (Key: (byte[])[.. key, (byte)(1 + (i / 100)), (byte)(1 + (i % 100))], Value: Array.Empty<byte>()));
        using var stream = new MemoryStream();
        TableWriter.Write(entries, stream, interval: int.MaxValue);
        Assert.Contains("many times", Assert.Throws<WeightFileException>(() => TableReader.Read(new MemoryBytes("t.index", stream.ToArray()))).Message);
    }

    private static (byte[] Key, byte[] Value)[] EntriesOf(int count) =>
        [.. Enumerable.Range(0, count).Select(static i => (Key: Encoding.UTF8.GetBytes($"layer_with_weights-{i:00000}/kernel"), Value: new byte[i % 40]))];

    private static byte[] Write((byte[] Key, byte[] Value)[] entries)
    {
        using var stream = new MemoryStream();
        TableWriter.Write(entries, stream);
        return stream.ToArray();
    }
}
