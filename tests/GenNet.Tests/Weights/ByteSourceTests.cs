using System.Diagnostics;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Safetensors;
using GenNet.Tests.Weights.Loading;

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
        Assert.Contains("it has 31457280 bytes now and had 41943040", Assert.Throws<WeightFileException>(() => source.Read(0, new byte[40 << 20])).Message);
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
        // A pipe opens once it has a writer: without one, opening it would wait for ever.
        AssertNoFile(path, "is a pipe");
        File.CreateSymbolicLink(path + ".weights.h5", path);
        AssertNoFile(path + ".weights.h5", "is a pipe");
    }

    [Theory]
    [InlineData("/dev/zero", "is a device")]
    [InlineData("/dev/null", "is a device")]
    [InlineData("/proc/version", "is made by the system as it is read")]
    [InlineData("/sys/kernel/mm/transparent_hugepage/enabled", "is made by the system as it is read")]
    public void Open_WhenPathIsNoOrdinaryFile_SaysSo(string path, string what)
    {
        Assert.SkipUnless(File.Exists(path), $"there is no {path}");
        AssertNoFile(path, what);
    }

    [Fact]
    public void Open_WhenPathIsASocket_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sockets are no files");
        var path = Path.Combine(_folder, "socket");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        AssertNoFile(path, "is a socket");
    }

    [Fact]
    public void ReadInto_WhenFileIsRewrittenAndItsTimeSetBack_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there the file can't be written to");
        var path = WriteLarge("safetensors");
        var written = File.GetLastWriteTimeUtc(path);
        using var file = WeightFiles.Open(path);
        using (var other = OpenForWriting(path))
        {
            other.Position = other.Length - 1;
            other.WriteByte(1);
        }
        File.SetLastWriteTimeUtc(path, written);
        Assert.Contains("it was written to", Assert.Throws<WeightFileException>(() => Tensor(file).ReadInto(new float[Elements])).Message);
    }

    [Fact]
    public void ReadInto_WhenFileGetsAnotherNameOrModeAfterOpening_ReadsIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes");
        var path = WriteLarge("h5");
        using var file = WeightFiles.Open(path);
        var values = new float[Elements];
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Tensor(file).ReadInto(values);
        File.Move(path, path + ".moved");
        Tensor(file).ReadInto(values);
        Assert.Equal(Elements - 1, values[^1]);
    }

    // One write notes its time as it begins: who opens the file meanwhile sees no other time afterwards, and must not take half of it.
    [Fact]
    public void Read_WhileOneWriteAfterTheOtherReplacesTheWholeContent_GivesOneOfThemOrThrows()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems don't tell of writes that go on");
        var contents = new[] { new byte[32 << 20], new byte[32 << 20] };
        contents[0].AsSpan().Fill(1);
        contents[1].AsSpan().Fill(2);
        var path = Write("x", contents[0]);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var writer = new Thread(() =>
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            for (var i = 1; !stop.IsCancellationRequested; i++)
            {
                RandomAccess.Write(file, contents[i % 2], 0);
                Thread.Sleep(10);
            }
        });
        writer.Start();
        var read = new byte[contents[0].Length];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var source = FileBytes.Open(path);
                source.Read(0, read);
            }
            catch (WeightFileException error)
            {
                Assert.Contains("the file changed while it was read", error.Message);
                continue;
            }
            Assert.False(read.AsSpan().ContainsAnyExcept(read[0]), "two contents in one reading");
        }
        writer.Join();
    }

    private static void AssertNoFile(string path, string what)
    {
        using var model = new Chain(seed: 1);
        foreach (var open in (Action[])
            [() => WeightFiles.Open(path), () => model.LoadWeights(path), () => model.CheckWeights(path), () => Chain.FromWeights(path), () => GenNet.Weights.KerasConfig.KerasConfigReader.ReadFile(path)])
        {
            Assert.Contains($"{path} {what}", Assert.ThrowsAny<IOException>(open).Message);
        }
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
