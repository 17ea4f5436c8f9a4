using System.Diagnostics;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>Files are read by position: whatever another program does to one meanwhile ends in an exception, never in the process.</summary>
public sealed class ByteSourceTests : IDisposable
{
    private const int Elements = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    public static TheoryData<string> Formats => ["h5", "safetensors"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadInto_WhenFileIsCutOffAfterOpening_Throws(string format)
    {
        var path = WriteLarge(format);
        using var file = WeightFiles.Open(path);
        using (var other = OpenForWriting(path))
            other.SetLength(other.Length / 2);
        var error = Assert.Throws<WeightFileException>(() => Tensor(file).ReadInto(new float[Elements]));
        Assert.Contains("the file changed while it was read", error.Message);
        Assert.Contains(path, error.Message);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadInto_WhenFileIsRewrittenInPlaceAfterOpening_Throws(string format)
    {
        var path = WriteLarge(format);
        using var file = WeightFiles.Open(path);
        using (var other = OpenForWriting(path))
        {
            other.Position = other.Length - 1;
            other.WriteByte(1);
        }
        Assert.Contains("it was written to", Assert.Throws<WeightFileException>(() => Tensor(file).ReadInto(new float[Elements])).Message);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadInto_WhenFileIsReplacedAfterOpening_ReadsTheOldOne(string format)
    {
        var path = WriteLarge(format);
        using var file = WeightFiles.Open(path);
        File.WriteAllText(path + ".new", "another file");
        File.Move(path + ".new", path, overwrite: true);
        var values = new float[Elements];
        Tensor(file).ReadInto(values);
        Assert.Equal(Elements - 1, values[^1]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadInto_WhenFileIsLarge_AllocatesNothingOfItsSize(string format)
    {
        using var file = WeightFiles.Open(WriteLarge(format));
        var values = new float[Elements];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Tensor(file).ReadInto(values);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.All(Enumerable.Range(0, Elements), i => Assert.Equal(i, values[i]));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(BytePages.PageSize - 3, 7)]
    [InlineData(BytePages.PageSize, BytePages.PageSize)]
    [InlineData(100, 3 * BytePages.PageSize)]
    [InlineData((1 << 20) + 4999, 1)]
    [InlineData((1 << 20) + 5000, 0)]
    public void Slice_WhenAcrossPages_IsWhatTheFileHas(long offset, int count)
    {
        var bytes = new byte[(1 << 20) + 5000];
        new Random(7).NextBytes(bytes);
        using var source = FileBytes.Open(Write("random", bytes));
        var pages = new BytePages(source);
        Assert.Equal(bytes.AsSpan((int)offset, count), pages.Slice(offset, count));
        var read = new byte[count];
        pages.Read(offset, read);
        Assert.Equal(bytes[(int)offset..((int)offset + count)], read);
        Assert.Throws<ArgumentOutOfRangeException>(() => pages.Read(offset, new byte[bytes.Length + 1]));
    }

    // Large enough for several threads, and of no whole number of their blocks.
    [Fact]
    public void Read_WhenSeveralThreadsShareTheWork_IsWhatTheFileHas()
    {
        var bytes = new byte[(40 << 20) + 12345];
        new Random(3).NextBytes(bytes);
        using var source = FileBytes.Open(Write("random", bytes));
        var read = new byte[bytes.Length - 1];
        source.Read(1, read);
        Assert.True(bytes.AsSpan(1).SequenceEqual(read));
    }

    [Fact]
    public void Read_WhenFileIsCutOffBelowOneOfManyBlocks_Throws()
    {
        var path = Write("zeros", new byte[40 << 20]);
        using var source = FileBytes.Open(path);
        using (var other = OpenForWriting(path))
            other.SetLength(30 << 20);
        Assert.Contains("it has 31457280 now", Assert.Throws<WeightFileException>(() => source.Read(0, new byte[40 << 20])).Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 << 20)]
    public void Part_WhenOfAFile_IsASourceOfItsOwn(int length)
    {
        var bytes = new byte[length];
        new Random(5).NextBytes(bytes);
        using var whole = FileBytes.Open(Write("random", bytes));
        var part = whole.Part(3, length - 5, "the part");
        Assert.Equal(("the part", length - 5), (part.File, part.Length));
        Assert.Equal(bytes[4..8], part.ReadArray(1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => part.ReadArray(length - 6, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Part(3, length));
        part.Dispose();
        Assert.Equal(bytes[0], whole.ReadArray(0, 1)[0]);
    }

    [Fact]
    public void Open_WhenAnHdf5FileLiesInsideAnother_ReadsIt()
    {
        byte[] inner = new WeightFileBuilder().With("layers/dense/vars/0", [2], 1, 2).ToBytes();
        using var whole = new MemoryBytes("archive", (byte[])[1, 2, 3, .. inner, 4]);
        using var file = Hdf5File.Open(whole.Part(3, inner.Length));
        Assert.Equal([1, 2], file.Tensors[0].ToFloats());
    }

    [Fact]
    public void Open_WhenPathIsAFolder_SaysSo()
    {
        var error = Assert.ThrowsAny<IOException>(() => WeightFiles.Open(_folder));
        Assert.Contains($"{_folder} is a folder", error.Message);
    }

    [Fact]
    public void Open_WhenPathIsAPipe_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        var path = Path.Combine(_folder, "pipe");
        Process.Start("mkfifo", [path]).WaitForExit();
        // A pipe opens once it has a writer.
        using var writer = Process.Start("sh", ["-c", $"echo something > '{path}' 2>/dev/null"]);
        Assert.Contains("is a pipe", Assert.ThrowsAny<IOException>(() => WeightFiles.Open(path)).Message);
        writer.WaitForExit();
    }

    private static StoredTensor Tensor(IWeightContainer file) => Assert.Single(file.Tensors);

    private static FileStream OpenForWriting(string path) => new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

    private string WriteLarge(string format)
    {
        var values = Enumerable.Range(0, Elements).Select(static i => (float)i).ToArray();
        if (format == "h5")
            return Write("x.weights.h5", new WeightFileBuilder().With("layers/dense/vars/0", [Elements], values).ToBytes());
        var path = Path.Combine(_folder, "x.safetensors");
        SafetensorsWriter.Save(
            path, new Dictionary<string, ArrayToWrite> { ["dense/kernel"] = ArrayToWrite.Of(Specs.TensorShape.Of(Elements), () => values) },
            new Dictionary<string, string>());
        return Aged(path);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return Aged(path);
    }

    // File systems keep times in steps: what follows must be in a later one.
    private static string Aged(string path)
    {
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
        return path;
    }
}
