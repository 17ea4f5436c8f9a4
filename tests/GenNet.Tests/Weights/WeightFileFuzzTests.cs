using System.Buffers.Binary;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>
/// Damaged files, always the same ones: whatever bytes are wrong, a file is read or refused by <see cref="WeightFileException"/>, in
/// memory that its length bounds.
/// </summary>
public class WeightFileFuzzTests
{
    private const int Mutations = 1500;

    // Structure is parsed into objects some times its size, and a dataset may declare 128 times the file's length.
    private const long AllocatedPerByte = 1024;
    private const long AllocatedAnyway = 16 << 20;

    [Theory]
    [InlineData("plain.weights.h5")]
    [InlineData("latest.weights.h5")]
    [InlineData("gzip_shuffle.weights.h5")]
    [InlineData("fletcher32.weights.h5")]
    [InlineData("missing_chunks.weights.h5")]
    [InlineData("creation_order.weights.h5")]
    [InlineData("dense_group.weights.h5")]
    [InlineData("userblock.weights.h5")]
    public void Open_WhenHdf5IsDamaged_ReadsOrRefuses(string file)
    {
        Assert.SkipUnless(FixtureTree.Has("hostile", "h5", file), $"hostile/h5/{file} is not in the tree.");
        var bytes = File.ReadAllBytes(FixtureTree.PathOf("hostile", "h5", file));
        Fuzz(bytes, static damaged =>
        {
            using var opened = Hdf5File.Open(new MemoryBytes("fuzz.h5", damaged));
            foreach (var group in opened.Groups.Take(100).ToList())
                opened.AttributesOf(group);
            ReadAll(opened.Tensors);
        });
    }

    [Theory]
    [InlineData("plain.safetensors")]
    [InlineData("metadata.safetensors")]
    public void Open_WhenSafetensorsIsDamaged_ReadsOrRefuses(string file)
    {
        Assert.SkipUnless(FixtureTree.Has("hostile", "safetensors", file), $"hostile/safetensors/{file} is not in the tree.");
        Fuzz(File.ReadAllBytes(FixtureTree.PathOf("hostile", "safetensors", file)), static damaged =>
        {
            using var opened = SafetensorsFile.Open(new MemoryBytes("fuzz.safetensors", damaged));
            ReadAll(opened.Tensors);
        });
    }

    private static void ReadAll(IEnumerable<StoredTensor> tensors)
    {
        foreach (var tensor in tensors.Where(static t => t.Refusal is null && t.Type != StoredType.Other).Take(100))
            Assert.Equal(tensor.ElementCount * tensor.Type.Size(), tensor.ToBytes().LongLength);
    }

    private static void Fuzz(byte[] original, Action<byte[]> read)
    {
        var random = new Random(20240229);
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = Damage(original, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Record.Exception(() => read(damaged));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(error is null or WeightFileException, $"mutation {i}: {error}");
            Assert.True(allocated < AllocatedAnyway + (AllocatedPerByte * damaged.Length), $"mutation {i} took {allocated} bytes");
            refused += error is null ? 0 : 1;
        }
        // Most damage lies in structure; a test that never refuses doesn't reach it.
        Assert.InRange(refused, Mutations / 20, Mutations - 1);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
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
