using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Tests.Weights;

/// <summary>Reading may cost what was asked for and what the file has, each time anew: not less, and no more.</summary>
public sealed class ReadingCostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    private string Target => Path.Combine(_folder, "x.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gzip_shuffle.weights.h5")]
    [InlineData("chunked.weights.h5")]
    [InlineData("missing_chunks.weights.h5")]
    [InlineData("plain.weights.h5")]
    public void ReadInto_TenThousandTimes_ReadsTheSame(string name)
    {
        Assert.SkipUnless(FixtureTree.Has("hostile", "h5", name), $"hostile/h5/{name} is not in the tree.");
        using var file = Hdf5File.Open(FixtureTree.PathOf("hostile", "h5", name));
        Assert.True(file.TryGetTensor("layers/dense_1/vars/0", out var tensor));
        var expected = tensor.ToFloats();
        var values = new float[expected.Length];
        for (var i = 0; i < 10_000; i++)
        {
            Array.Clear(values);
            tensor.ReadInto(values);
            Assert.True(values.AsSpan().SequenceEqual(expected), $"reading {i}");
            _ = file.AttributesOf("layers/dense_1/vars");
        }
    }

    // Zeros pack a thousandfold, and a chunk that was never written takes nothing.
    [Theory]
    [InlineData("f.create_dataset('w', data=w, compression='gzip', compression_opts=9)")]
    [InlineData("f.create_dataset('w', data=w, chunks=w.shape, compression='gzip', shuffle=True)")]
    [InlineData("d = f.create_dataset('w', shape=w.shape, dtype='f4', chunks=(64, 64)); d[:64, :64] = w[:64, :64]")]
    public void ReadInto_WhenAPrunedModelIsFarLargerThanItsFile_ReadsIt(string create)
    {
        Hdf5Tools.RunH5py($"""
            w = np.zeros((4096, 4096), 'f4')
            w[0, 7] = 3
            with h5py.File(path, 'w') as f:
                {create}
            """, Target);
        Assert.InRange(new FileInfo(Target).Length, 0, 500_000);
        using var file = Hdf5File.Open(Target);
        var values = new float[4096 * 4096];
        Array.Fill(values, -1);
        file.Tensors[0].ReadInto(values);
        Assert.Equal(3, values[7]);
        values[7] = 0;
        Assert.False(values.AsSpan().ContainsAnyExcept(0));

        var error = Assert.Throws<WeightFileException>(() => file.Tensors[0].ToFloats());
        Assert.Contains("takes 67108864 bytes", error.Message);
        Assert.Contains("maximumBytes", error.Remedy);
        Assert.Equal(4096 * 4096, file.Tensors[0].ToFloats(64 << 20).Length);
        Assert.Throws<WeightFileException>(() => file.Tensors[0].ToBytes((64 << 20) - 1));
    }

    [Fact]
    public void ReadInto_WhenChunksAreFarLargerThanTheArray_Refuses()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w') as f:
                f.create_dataset('small', data=np.arange(3, dtype='f4'), maxshape=(None,), chunks=(1 << 16,), compression='gzip')
                f.create_dataset('huge', data=np.arange(3, dtype='f4'), maxshape=(None,), chunks=(1 << 20,), compression='gzip')
            """, Target);
        using var file = Hdf5File.Open(Target);
        Assert.True(file.TryGetTensor("small", out var small));
        Assert.Equal([0, 1, 2], small.ToFloats());
        Assert.True(file.TryGetTensor("huge", out var huge));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("far larger than its dataset", Assert.Throws<WeightFileException>(() => huge.ToFloats()).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(0L, long.MaxValue, 2L)]
    [InlineData(long.MaxValue, 2L, 0L)]
    [InlineData(2L, 0L, long.MaxValue)]
    public void ElementCount_WhenOneDimensionIsZero_IsZero(params long[] dimensions)
    {
        using var file = SafetensorsFileTests.Open("{\"a\":{\"dtype\":\"F32\",\"shape\":[" + string.Join(",", dimensions) + "],\"data_offsets\":[0,0]}}", []);
        Assert.Equal(0, file["a"].ElementCount);
        Assert.Empty(file["a"].ToFloats());
    }
}
