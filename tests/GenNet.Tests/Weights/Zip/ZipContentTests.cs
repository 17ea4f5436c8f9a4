using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GenNet.Weights;
using GenNet.Weights.Zip;

namespace GenNet.Tests.Weights.Zip;

/// <summary>ZIP archives: whole ones read as <see cref="ZipArchive"/> reads them, and every lie in one is seen.</summary>
public class ZipContentTests
{
    private const string Name = "model.weights.h5";
    private const long Limit = 1 << 20;

    [Theory]
    [InlineData(CompressionLevel.NoCompression, 0)]
    [InlineData(CompressionLevel.NoCompression, 100_000)]
    [InlineData(CompressionLevel.Optimal, 0)]
    [InlineData(CompressionLevel.Optimal, 100_000)]
    [InlineData(CompressionLevel.SmallestSize, 3_000_000)]
    public void Content_WhenAnotherLibraryPackedIt_IsWhatItPacked(CompressionLevel compression, int length)
    {
        var bytes = Values(length);

        using var content = Open(Archive(compression, (Name, bytes), ("other", [1, 2])), limit: 1 << 24);

        Assert.Equal(bytes, content.ReadArray(0, length));
        Assert.Equal(bytes[(length / 2)..], content.ReadArray(length / 2, length - (length / 2)));
    }

    [Fact]
    public void Content_WhenWrittenToAStreamThatCannotSeek_IsFoundBehindItsHeader()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(new Unseekable(file), ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry(Name, CompressionLevel.Optimal).Open())
            entry.Write(Values(5000));

        using var content = Open(file.ToArray());

        Assert.Equal(Values(5000), content.ReadArray(0, 5000));
    }

    [Fact]
    public void Archive_WithAComment_IsRead()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true) { Comment = "PK\x05\x06, of all things, in a comment that is longer than the record itself" })
        using (var entry = archive.CreateEntry(Name).Open())
            entry.Write(Values(50));

        using var content = Open(file.ToArray());

        Assert.Equal(Values(50), content.ReadArray(0, 50));
    }

    [Fact]
    public void Content_WhenItUnpacksToMoreThanTheLimit_IsRefusedByItsClaim()
    {
        var error = Refusal(Archive(CompressionLevel.Optimal, (Name, new byte[Limit + 1])));

        Assert.Contains("1048577", error.Message);
        Assert.Equal(Name, error.Inside);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(1 << 19)]
    public void Content_WhenItUnpacksToAnotherLengthThanItClaims_IsRefused(int claimed)
    {
        var file = Archive(CompressionLevel.Optimal, (Name, new byte[8192]));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), claimed);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(Directory(file) + 24), claimed);

        Refusal(file);
    }

    // Where one field of a sound archive of one file of 64 bytes lies, from the file's header or the directory's.
    [Theory]
    [InlineData("its header is no header", 0, -1)]
    [InlineData("its header says another method", 8, -1)]
    [InlineData("its header has another size", 22, -1)]
    [InlineData("its header has another checksum", 14, -1)]
    [InlineData("its header has another name", 30, -1)]
    [InlineData("its header's name reaches out of the file", 27, -1)]
    [InlineData("the directory is none", -1, 0)]
    [InlineData("it is encrypted", -1, 8)]
    [InlineData("it is packed in another way", -1, 10)]
    [InlineData("the directory has another checksum", -1, 16)]
    [InlineData("the directory has another size", -1, 24)]
    [InlineData("the directory has another packed size", -1, 20)]
    [InlineData("the directory points elsewhere", -1, 42)]
    [InlineData("the directory points out of the file", -1, 45)]
    [InlineData("the directory's name reaches out of it", -1, 29)]
    public void Archive_WhenOneByteLies_IsRefused(string lie, int inHeader, int inDirectory)
    {
        var file = Archive(CompressionLevel.NoCompression, (Name, Values(64)));
        file[inHeader >= 0 ? inHeader : Directory(file) + inDirectory] ^= 0x41;

        Assert.Contains("x.keras", Refusal(file).Message, StringComparison.Ordinal);
        Assert.NotEmpty(lie);
    }

    [Fact]
    public void Archive_WhenAnyByteIsAnother_IsReadRightOrRefused()
    {
        var sound = Archive(CompressionLevel.Optimal, (Name, Values(64)), ("config.json", Values(20)));
        for (var i = 0; i < sound.Length; i++)
        {
            byte[] file = [.. sound];
            file[i] ^= 0xFF;
            var error = Record.Exception(() =>
            {
                using var content = Open(file);
                Assert.Equal(Values(64), content.ReadArray(0, 64));
            });
            Assert.True(error is null or WeightFileException, $"byte {i}: {error}");
        }
    }

    [Fact]
    public void Archive_WhenCutOffAnywhere_IsRefused()
    {
        var sound = Archive(CompressionLevel.NoCompression, (Name, Values(64)));
        for (var length = 0; length < sound.Length; length++)
            Refusal(sound[..length]);
    }

    [Fact]
    public void Archive_WithTwoFilesOfAName_IsRefused() =>
        Assert.Contains($"two of its entries are called {Name}", Refusal(Archive(CompressionLevel.NoCompression, (Name, [1]), (Name, [2]))).Message);

    private static WeightFileException Refusal(byte[] file) => Assert.Throws<WeightFileException>(() => Open(file).Dispose());

    private static ByteSource Open(byte[] file, long limit = Limit)
    {
        var archive = ZipDirectory.Read(new MemoryBytes("x.keras", file));
        return ZipContent.Open(archive, archive.Find(Name) ?? throw WeightFileException.Damaged("x.keras", null, "it isn't there"), limit);
    }

    private static int Directory(byte[] file) => file.AsSpan().IndexOf("PK\x01\x02"u8);

    private static byte[] Values(int count) => [.. Enumerable.Range(0, count).Select(static i => (byte)(i * i / 7))];

    private static byte[] Archive(CompressionLevel compression, params (string Name, byte[] Bytes)[] entries)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var content = archive.CreateEntry(name, compression).Open();
                content.Write(bytes);
            }
        }
        return file.ToArray();
    }

    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
