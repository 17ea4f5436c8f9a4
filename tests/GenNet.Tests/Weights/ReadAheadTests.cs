using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

public sealed class ReadAheadTests : IDisposable
{
    private const int Length = 3 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;
    private readonly byte[] _bytes = new byte[Length];

    public ReadAheadTests() => new Random(5).NextBytes(_bytes);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhateverTheOrderAndHoweverManyThreads_IsWhatTheSourceHas()
    {
        var ahead = new ReadAhead(new Counting(_bytes));
        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            var (offset, part) = (0, new byte[9000]);
            for (var i = 0; i < 5000; i++)
            {
                var count = random.Next(random.Next(4) == 0 ? part.Length : 300);
                offset = random.Next(6) == 0 ? random.Next(Length) : offset + random.Next(20);
                offset = Math.Min(offset, Length - count);
                ahead.Read(offset, part.AsSpan(0, count));
                Assert.True(_bytes.AsSpan(offset, count).SequenceEqual(part.AsSpan(0, count)), $"{count} at {offset}");
                offset += count;
            }
        });
    }

    [Fact]
    public void Read_WhenPartsLieOneBehindTheOther_AsksTheSourceSeldom()
    {
        var source = new Counting(_bytes);
        var ahead = new ReadAhead(source);
        var part = new byte[256];
        for (var offset = 1000; offset + 300 <= Length; offset += 300)
            ahead.Read(offset, part);
        Assert.InRange(source.Reads, 1, Length / (32 << 10));
        Assert.InRange(source.Taken, 1, Length);
    }

    [Fact]
    public void Read_WhenPartsLieScattered_TakesNoMoreThanTheyHave()
    {
        var source = new Counting(_bytes);
        var ahead = new ReadAhead(source);
        var part = new byte[100];
        for (var i = 1; i <= 1000; i++)
            ahead.Read(i * 7919L * 31 % (Length - part.Length), part);
        Assert.Equal((1000, 1000 * part.Length), (source.Reads, source.Taken));
    }

    [Fact]
    public void Read_BehindTheEnd_Throws()
    {
        var ahead = new ReadAhead(new Counting(_bytes));
        var part = new byte[100];
        for (var offset = Length - 1050; offset + part.Length <= Length; offset += part.Length)
            ahead.Read(offset, part);
        Assert.Throws<ArgumentOutOfRangeException>(() => ahead.Read(Length - 50, part));
    }

    // What was read ahead is of the old content; what isn't held any more is refused, not taken from the new one.
    [Fact]
    public void ReadInto_OfManySmallArrays_WhenFileIsRewrittenBetween_GivesTheOldOnesThenThrows()
    {
        const int Arrays = 3000;
        var path = Path.Combine(_folder, "x.safetensors");
        float[] old = [.. Enumerable.Repeat(1f, 256)];
        SafetensorsWriter.Save(
            path, Enumerable.Range(0, Arrays).ToDictionary(static i => $"d{i:D4}/kernel", _ => ArrayToWrite.Of(TensorShape.Of(old.Length), () => old)), new Dictionary<string, string>());
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
        using var file = WeightFiles.Open(path);
        for (var i = 0; i < 100; i++)
            Assert.Equal(old, file.Tensors[i].ToFloats());
        using (var other = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.Position = other.Length / 4;
            other.Write(new byte[other.Length / 4 * 3]);
        }
        var read = 100;
        var error = Assert.Throws<WeightFileException>(() =>
        {
            for (; read < Arrays; read++)
                Assert.Equal(old, file.Tensors[read].ToFloats());
        });
        Assert.Contains("the file changed while it was read", error.Message);
        Assert.InRange(read, 100, 200);
    }

    private sealed class Counting(byte[] bytes) : ByteSource("x", bytes.Length)
    {
        public int Reads { get; private set; }

        public int Taken { get; private set; }

        public override void Dispose()
        {
        }

        protected override void ReadCore(long offset, Span<byte> destination)
        {
            Reads++;
            Taken += destination.Length;
            bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
        }

        protected override bool TrySliceCore(long offset, int count, out ReadOnlySpan<byte> slice)
        {
            slice = default;
            return false;
        }
    }
}
