using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Tests.Weights;

/// <summary>What the strict reader refuses and the converter reads, it refuses with the converter's command; what lies elsewhere no command brings.</summary>
public sealed class Hdf5RemedyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    private string Target => Path.Combine(_folder, "odd.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("f.create_dataset('w', data=np.arange(60, dtype='f4'), chunks=(7,), compression='lzf')", true)]
    [InlineData("f.create_dataset('w', data=np.arange(60), chunks=(7,), scaleoffset=True)", true)]
    [InlineData("f['type'] = np.dtype('f4'); f.create_dataset('w', shape=(3,), dtype=f['type'])", true)]
    [InlineData("f['a'] = np.arange(3, dtype='f4'); f['w'] = h5py.SoftLink('/a')", true)]
    [InlineData("f['w'] = h5py.ExternalLink('other.h5', '/a')", false)]
    [InlineData("f.create_dataset('w', shape=(4,), dtype='f4', external=[('other.bin', 0, 16)])", false)]
    public void ReadInto_WhenRefused_NamesTheCommandThatHelps(string make, bool converts)
    {
        Hdf5Tools.RunH5py($"""
            with h5py.File(path, 'w') as f:
                {make}
            """, Target);
        using var file = Hdf5File.Open(Target);
        Assert.True(file.TryGetTensor("w", out var tensor));
        var error = Assert.Throws<WeightFileException>(() => tensor.ToBytes());
        Assert.Equal(converts, error.Remedy.Contains($"dotnet gennet convert {Target} clean.weights.h5", StringComparison.Ordinal));
    }

    [Fact]
    public void ReadInto_WhenTheFileIsAnArchivesOrTheSourceIsAnother_NamesNoCommand()
    {
        var archive = Path.Combine(_folder, "x.keras");
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w') as f:
                f['w'] = h5py.SoftLink('/a')
            """, archive);
        using var file = Hdf5File.Open(archive);
        Assert.True(file.TryGetTensor("w", out var tensor));
        Assert.Equal(StoredTensor.CopyIntoAPlainFile, Assert.Throws<WeightFileException>(() => tensor.ToBytes()).Remedy);
    }

    [Fact]
    public void Storage_OfADataset_SaysHowItsValuesLie()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w', libver='latest') as f:
                f['plain'] = np.arange(3, dtype='f4')
                f.create_dataset('packed', data=np.arange(60, dtype='>f8'), chunks=(7,), compression='gzip', shuffle=True, fletcher32=True)
                f['type'] = np.dtype('f8')
                f.create_dataset('typed', shape=(3,), dtype=f['type'])
                f.create_dataset('external', shape=(4,), dtype='f4', external=[('other.bin', 0, 16)])
                layout = h5py.VirtualLayout(shape=(3,), dtype='f4')
                layout[:] = h5py.VirtualSource('.', 'plain', shape=(3,))
                f.create_virtual_dataset('virtual', layout)
                f['link'] = h5py.SoftLink('/plain')
                f['far'] = h5py.ExternalLink('other.h5', '/x')
            """, Target);
        using var file = Hdf5File.Open(Target);
        var root = file.Source.Root;
        Assert.Equal((Hdf5Layout.Contiguous, false, false, false), Of("plain"));
        Assert.Equal((Hdf5Layout.Chunked, false, true, false), Of("packed"));
        Assert.Equal([2, 1, 3], ((IHdf5Dataset)root.Open("packed")).Storage!.Filters);
        Assert.Equal((Hdf5Layout.Contiguous, false, false, true), Of("typed"));
        Assert.Equal(StoredType.Float64, ((IHdf5Dataset)root.Open("typed")).Type);
        Assert.Equal((Hdf5Layout.Contiguous, true, false, false), Of("external"));
        Assert.Equal((Hdf5Layout.Virtual, false, false, false), Of("virtual"));
        Assert.Equal(new Hdf5Link(Hdf5LinkKind.Soft, "/plain"), ((Hdf5Unread)root.Open("link")).Link);
        Assert.Equal(new Hdf5Link(Hdf5LinkKind.External, "/x", "other.h5"), ((Hdf5Unread)root.Open("far")).Link);
        Assert.Null(((Hdf5Unread)root.Open("type")).Link);

        (Hdf5Layout, bool, bool, bool) Of(string name) =>
            ((IHdf5Dataset)root.Open(name)).Storage is { } storage ? (storage.Layout, storage.IsExternal, storage.IsBigEndian, storage.HasCommittedType) : throw new InvalidOperationException(name);
    }
}
