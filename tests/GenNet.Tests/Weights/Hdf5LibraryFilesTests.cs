using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasH5;

namespace GenNet.Tests.Weights;

/// <summary>Files that the HDF5 library writes, or changes, in ways that Keras doesn't.</summary>
public sealed class Hdf5LibraryFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    private string Target => Path.Combine(_folder, "x.weights.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // 'earliest' makes a B-tree of several levels, 'latest' a fractal heap with indirect blocks and a version 2 B-tree of two levels.
    // The file is larger than what is read whole, and so is read in pages.
    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void Open_WhenGroupHasThousandsOfNames_FindsThemAll(string version)
    {
        const int Count = 6000;
        Hdf5Tools.RunH5py($$"""
            with h5py.File(path, 'w', libver='{{version}}') as f:
                g = f.create_group('layers')
                for i in range({{Count}}):
                    g.create_dataset('w_%05d_' % i + 'x' * (i % 50), data=np.float32(i))
            """, Target);
        Assert.InRange(new FileInfo(Target).Length, (1 << 20) + 1, long.MaxValue);
        using var file = Hdf5File.Open(Target);
        Assert.Equal(Count, file.Tensors.Count);
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal($"layers/w_{i:D5}_{new string('x', i % 50)}", file.Tensors[i].Path);
            Assert.Equal([i], file.Tensors[i].ToFloats());
        }
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void AttributesOf_WhenThereAreHundreds_FindsThemAll(string version)
    {
        Hdf5Tools.RunH5py($$"""
            with h5py.File(path, 'w', libver='{{version}}') as f:
                for i in range(300):
                    f.attrs['a%d' % i] = 'value %d' % i
                f.attrs['number'] = 1
                f.attrs['fixed'] = np.bytes_(b'text')
            """, Target);
        using var file = Hdf5File.Open(Target);
        var attributes = file.AttributesOf("");
        Assert.Equal(301, attributes.Count);
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal($"value {i}", attributes[$"a{i}"]));
        Assert.Equal("text", attributes["fixed"]);
    }

    [Fact]
    public void ReadInto_WhenLayoutIsUnusual_ReadsTheValues()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w') as f:
                space = h5py.h5s.create_simple((5,))
                compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                compact.set_layout(h5py.h5d.COMPACT)
                h5py.h5d.create(f.id, b'compact', h5py.h5t.IEEE_F32LE, space, compact).write(space, space, np.arange(5, dtype='f4'))
                f.create_dataset('big_endian', data=np.arange(60, dtype='>f8').reshape(3, 4, 5))
                f.create_dataset('filtered', data=np.arange(7000, dtype='f4').reshape(100, 70), chunks=(7, 9), compression='gzip', shuffle=True, fletcher32=True)
                f.create_dataset('many_chunks', data=np.arange(300000, dtype='f4').reshape(3, 100000), chunks=(1, 50))
                f.create_dataset('scattered', data=np.arange(120, dtype='f4').reshape(2, 3, 4, 5), chunks=(2, 2, 3, 2))
                f.create_dataset('filled', shape=(4,), dtype='f4', fillvalue=2.5)
                f.create_dataset('empty', shape=(0, 3), dtype='f4')
            """, Target);
        using var file = Hdf5File.Open(Target);
        foreach (var (name, count) in (ReadOnlySpan<(string, int)>)[("compact", 5), ("big_endian", 60), ("filtered", 7000), ("many_chunks", 300_000), ("scattered", 120)])
        {
            Assert.True(file.TryGetTensor(name, out var tensor), name);
            Assert.Equal(Enumerable.Range(0, count).Select(static i => (float)i), tensor.ToFloats());
        }
        Assert.True(file.TryGetTensor("filled", out var filled));
        Assert.Equal([2.5f, 2.5f, 2.5f, 2.5f], filled.ToFloats());
        Assert.True(file.TryGetTensor("empty", out var empty));
        Assert.Equal("(0, 3)", empty.ShapeText);
        Assert.Empty(empty.ToFloats());
    }

    [Fact]
    public void ReadInto_WhenChunksAreIndexedByNewerMeans_SaysSo()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w', libver='latest') as f:
                f.create_dataset('chunked', data=np.arange(60, dtype='f4'), chunks=(7,))
            """, Target);
        using var file = Hdf5File.Open(Target);
        Assert.True(file.TryGetTensor("chunked", out var tensor));
        Assert.Contains("libver='latest'", Assert.Throws<WeightFileException>(() => tensor.ToFloats()).Message);
    }

    [Fact]
    public void Open_WhenH5pyChangedOurFile_ReadsTheChange()
    {
        KerasWeightsWriter.Save(
            Target, [new("layers/dense", "dense", [.. Enumerable.Range(0, 100).Select(static i => ArrayToWrite.Of((long)i))])],
            new Dictionary<string, string> { ["gennet_model"] = "Net" });
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'r+') as f:
                g = f['layers/dense/vars']
                for i in range(0, 100, 2):
                    del g[str(i)]
                for i in range(300):
                    g.create_dataset('n%d' % i, data=np.float32(i))
                g.attrs['name'] = 'renamed'
                for i in range(20):
                    g.attrs['a%d' % i] = 'x' * 300
            """, Target);
        using var file = KerasWeightsFile.Open(Target);
        Assert.Equal(350, file.Tensors.Count);
        Assert.Equal("renamed", file.NameOf("layers/dense"));
        Assert.Equal("Net", file.Metadata["gennet_model"]);
        Assert.True(file.TryGetTensor("layers/dense/vars/99", out var old));
        Assert.Equal(99, BitConverter.ToInt64(old.ToBytes()));
    }
}
