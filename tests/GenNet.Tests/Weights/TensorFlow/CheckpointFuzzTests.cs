using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>
/// Damaged checkpoints, always the same ones: whatever bytes are wrong, and even where checksums agree with them, a file is read or refused by <see cref="WeightFileException"/>, in time and memory that its
/// length bounds. With <c>GENNET_LONG=1</c> there are ten times as many.
/// </summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    private const int Mutations = 300;
    private const long AllocatedPerByte = 512;
    private const long AllocatedAnyway = 16 << 20;
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(60);
    private static readonly int s_times = LongRun.IsAsked ? 10 : 1;

    private readonly CheckpointBuilder _files = new();

    public static TheoryData<string> Checkpoints => ["models/mlp/keras2_tf/weights", "models/autoencoder/checkpoint3/ckpt-1", "models/nested/keras2_tf/weights", "hostile/tf/plain"];

    public void Dispose() => _files.Dispose();

    /// <summary>Entries of the index changed before its checksums are made.</summary>
    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Open_WhenEntriesAreDamaged_ReadsOrRefuses(string file) => Fuzz(file, (random, index, _) =>
    {
        var entries = TableReader.Read(new MemoryBytes("x.index", index)).Select(static entry => (Key: System.Text.Encoding.UTF8.GetBytes(entry.Key), Value: entry.Value.ToArray())).ToArray();
        var changed = random.Next(entries.Length);
        Damage(entries[changed].Value, random);
        using var stream = new MemoryStream();
        TableWriter.Write(entries, stream);
        return stream.ToArray();
    });

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Open_WhenTheIndexIsDamaged_ReadsOrRefuses(string file) => Fuzz(file, static (random, index, _) =>
    {
        Damage(index, random);
        return random.Next(10) == 0 ? index[..random.Next(index.Length)] : index;
    });

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Open_WhenDataAreDamaged_ReadsOrRefuses(string file) => Fuzz(file, static (random, index, data) =>
    {
        Damage(data, random);
        return index;
    });

    private void Fuzz(string file, Func<Random, byte[], byte[], byte[]> damage)
    {
        var parts = file.Split('/');
        Assert.SkipUnless(FixtureTree.Has([.. parts[..^1], parts[^1] + ".index"]), $"{file} is not in the tree.");
        var prefix = FixtureTree.PathOf(parts);
        var random = new Random(20260301);
        var refused = 0;
        for (var i = 0; i < Mutations * s_times; i++)
        {
            var (index, data) = (File.ReadAllBytes(prefix + ".index"), File.ReadAllBytes(prefix + ".data-00000-of-00001"));
            index = damage(random, index, data);
            File.WriteAllBytes(_files.PathOf("x.index"), index);
            File.WriteAllBytes(_files.PathOf("x.data-00000-of-00001"), data);
            var time = Environment.CpuUsage.TotalTime;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Record.Exception(ReadAll);
            Assert.True(error is null or WeightFileException, $"mutation {i}: {error}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedAnyway + (AllocatedPerByte * (index.Length + data.Length)));
            Assert.InRange(Environment.CpuUsage.TotalTime - time, TimeSpan.Zero, s_maxTime);
            refused += error is null ? 0 : 1;
        }
        Assert.InRange(refused, Mutations * s_times / 20, Mutations * s_times);
    }

    private void ReadAll()
    {
        using var opened = WeightFiles.Open(_files.PathOf("x.index"));
        Assert.NotNull(opened.Layers);
        foreach (var tensor in opened.Tensors.Where(static tensor => tensor.Refusal is null && tensor.Type != StoredType.Other))
            Assert.Equal(tensor.ElementCount * tensor.Type.Size(), tensor.ToBytes().LongLength);
    }

    private static void Damage(byte[] bytes, Random random)
    {
        for (var changes = bytes.Length == 0 ? 0 : random.Next(1, 4); changes > 0; changes--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
    }
}
