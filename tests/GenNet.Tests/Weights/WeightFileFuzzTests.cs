using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>
/// Damaged files, always the same ones: whatever bytes are wrong, a file is read or refused by <see cref="WeightFileException"/>, in time
/// and memory that its length bounds. With <c>GENNET_LONG=1</c> there are ten times as many.
/// </summary>
public class WeightFileFuzzTests
{
    private const int MutationsOfRealFiles = 2000;
    private const int MutationsOfUnusualFiles = 600;

    // Structure is parsed into objects some times its size, and what the file unpacks to may be four times its length.
    private const long AllocatedPerByte = 256;
    private const long AllocatedAnyway = 16 << 20;

    // Of the processor, of all threads: a machine that stands still is no hang.
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(60);
    private static readonly int s_times = LongRun.IsAsked ? 10 : 1;

    [Theory]
    [InlineData("models/mlp/model.weights.h5", MutationsOfRealFiles)]
    [InlineData("models/mlp/keras2.weights.h5", MutationsOfRealFiles)]
    [InlineData("gennet-0.1/Mlp/saved.weights.h5", MutationsOfRealFiles)]
    [InlineData("hostile/h5/plain.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/latest.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/gzip_shuffle.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/fletcher32.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/missing_chunks.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/creation_order.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/dense_group.weights.h5", MutationsOfUnusualFiles)]
    [InlineData("hostile/h5/userblock.weights.h5", MutationsOfUnusualFiles)]
    public void Open_WhenHdf5IsDamaged_ReadsOrRefuses(string file, int mutations) => Fuzz(file, mutations, static damaged =>
    {
        using var opened = Hdf5File.Open(new MemoryBytes("fuzz.h5", damaged));
        foreach (var group in opened.Groups.Take(100).ToList())
            opened.AttributesOf(group);
        ReadAll(opened.Tensors);
    });

    [Theory]
    [InlineData("models/mlp/model.safetensors", MutationsOfRealFiles)]
    [InlineData("gennet-0.1/Mlp/saved.safetensors", MutationsOfRealFiles)]
    [InlineData("hostile/safetensors/plain.safetensors", MutationsOfUnusualFiles)]
    [InlineData("hostile/safetensors/metadata.safetensors", MutationsOfUnusualFiles)]
    public void Open_WhenSafetensorsIsDamaged_ReadsOrRefuses(string file, int mutations) => Fuzz(file, mutations, static damaged =>
    {
        using var opened = SafetensorsFile.Open(new MemoryBytes("fuzz.safetensors", damaged));
        ReadAll(opened.Tensors);
    });

    [Theory]
    [InlineData("hostile/npz/plain.npz", MutationsOfUnusualFiles)]
    [InlineData("hostile/npz/compressed.npz", MutationsOfUnusualFiles)]
    [InlineData("hostile/npz/fortran.npz", MutationsOfUnusualFiles)]
    [InlineData("hostile/npz/plain.npy", MutationsOfUnusualFiles)]
    [InlineData("models/mlp/npz/pytorch.npz", MutationsOfUnusualFiles)]
    public void Open_WhenAFileOfNumPyIsDamaged_ReadsOrRefuses(string file, int mutations) => Fuzz(file, mutations, static damaged =>
    {
        using var opened = WeightFiles.Open(new MemoryBytes("fuzz.npz", damaged), wanted: 1 << 10);
        ReadAll(opened.Tensors);
    });

    // Both ways to the values must agree, and a second reading with the first.
    private static void ReadAll(IEnumerable<StoredTensor> tensors)
    {
        foreach (var tensor in tensors.Where(static t => t.Refusal is null && t.Type != StoredType.Other).Take(100))
        {
            var bytes = tensor.ToBytes();
            Assert.Equal(tensor.ElementCount * tensor.Type.Size(), bytes.LongLength);
            if (tensor.Type == StoredType.Float32)
                Assert.True(MemoryMarshal.AsBytes(tensor.ToFloats().AsSpan()).SequenceEqual(bytes));
            else if (tensor.Type.IsFloatingPoint())
                Assert.Equal(tensor.ElementCount, tensor.ToFloats().Length);
        }
    }

    private static void Fuzz(string file, int mutations, Action<byte[]> read)
    {
        var parts = file.Split('/');
        Assert.SkipUnless(FixtureTree.Has(parts), $"{file} is not in the tree.");
        var original = File.ReadAllBytes(FixtureTree.PathOf(parts));
        var random = new Random(20240229);
        var refused = 0;
        for (var i = 0; i < mutations * s_times; i++)
        {
            var damaged = Damage(original, random);
            var time = Environment.CpuUsage.TotalTime;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Record.Exception(() => read(damaged));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(error is null or WeightFileException, $"mutation {i}: {error}");
            Assert.True(allocated < AllocatedAnyway + (AllocatedPerByte * damaged.Length), $"mutation {i} took {allocated} bytes");
            Assert.InRange(Environment.CpuUsage.TotalTime - time, TimeSpan.Zero, s_maxTime);
            refused += error is null ? 0 : 1;
        }
        // Most damage lies in structure; a test that never refuses doesn't reach it.
        Assert.InRange(refused, mutations * s_times / 20, (mutations * s_times) - 1);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = PlaceIn(bytes, random);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when at + 8 <= bytes.Length:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), Extreme(random, bytes.Length));
                    break;
                case 3 when at + 4 <= bytes.Length:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)Extreme(random, bytes.Length));
                    break;
                case 4 when at + 8 <= bytes.Length:
                    // Structures that are referred to twice, and loops.
                    var from = random.Next(bytes.Length - 8);
                    bytes.AsSpan(from, 8).CopyTo(bytes.AsSpan(at));
                    break;
                case 5 when random.Next(8) == 0:
                    bytes = bytes[..at];
                    if (at == 0)
                        return bytes;
                    break;
                default:
                    break;
            }
        }
        RepairChecksums(bytes);
        return bytes;
    }

    // Much of an HDF5 file is padding: every second damage is done to something.
    private static int PlaceIn(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        if (random.Next(2) == 0)
            return at;
        var something = bytes.AsSpan(at).IndexOfAnyExcept((byte)0);
        return something < 0 ? at : at + something;
    }

    private static ulong Extreme(Random random, int length) => random.Next(7) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => long.MaxValue,
        3 => uint.MaxValue,
        4 => (ulong)length,
        5 => 1UL << random.Next(64),
        _ => (ulong)random.Next(length),
    };

    // Else checksums would keep the damage from what they protect.
    private static void RepairChecksums(byte[] bytes)
    {
        for (var i = 0; i + 8 < bytes.Length; i++)
        {
            var length = bytes.AsSpan(i) switch
            {
                [(byte)'F', (byte)'R', (byte)'H', (byte)'P', ..] => 146 - 4,
                [(byte)'B', (byte)'T', (byte)'H', (byte)'D', ..] => 38 - 4,
                [(byte)'O', (byte)'H', (byte)'D', (byte)'R', ..] => HeaderLength(bytes.AsSpan(i)),
                [0x89, (byte)'H', (byte)'D', (byte)'F', _, _, _, _, 2 or 3, ..] => 44,
                _ => -1,
            };
            if (length > 0 && length <= bytes.Length - i - 4)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i + length), Lookup3.Hash(bytes.AsSpan(i, length)));
        }
    }

    private static int HeaderLength(ReadOnlySpan<byte> header)
    {
        var flags = header[5];
        var at = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        if (header.Length < at + 8)
            return -1;
        var size = (flags & 3) switch
        {
            0 => header[at],
            1 => BinaryPrimitives.ReadUInt16LittleEndian(header[at..]),
            2 => (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(header[at..]), int.MaxValue / 2),
            _ => int.MaxValue / 2,
        };
        return at + (1 << (flags & 3)) + size;
    }
}
