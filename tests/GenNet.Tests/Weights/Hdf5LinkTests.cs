using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.KerasH5;

namespace GenNet.Tests.Weights;

/// <summary>What is there and isn't read is listed as what it is, and stops only what needs it.</summary>
public sealed class Hdf5LinkTests : IDisposable
{
    private const string Model = """
        with h5py.File(path, 'w', libver=sys.argv[2] if len(sys.argv) > 2 else 'earliest') as f:
            f.create_group('vars')
            v = f.create_group('layers/dense/vars')
            v['0'] = np.arange(6, dtype='f4').reshape(2, 3)
            v['1'] = np.ones(3, 'f4')

        """;

    private static readonly ExpectedModel s_dense = new(
        "Net", [new("dense", "Dense", "layers/dense", [new("kernel", TensorShape.Of(2, 3)), new("bias", TensorShape.Of(3))])]);

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    private string Target => Path.Combine(_folder, "x.weights.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("f['layers/dense_1'] = h5py.SoftLink('/layers/dense')", "layers/dense_1, a soft link to /layers/dense")]
    [InlineData("f['layers/dense_1'] = h5py.ExternalLink('other.h5', '/layers/x')", "layers/dense_1, an external link to /layers/x of the file other.h5")]
    [InlineData("f['head'] = h5py.SoftLink('/nowhere')", "head, a soft link to /nowhere")]
    [InlineData("v['2'] = h5py.SoftLink('/layers/dense/vars/1')", "layers/dense/vars/2, a soft link to /layers/dense/vars/1")]
    public void Load_WhenFileHasALinkThatNobodyAsksFor_CountsItAsUnused(string link, string expected)
    {
        Hdf5Tools.RunH5py(Model + "    " + link, Target);
        var error = Assert.Throws<WeightLoadException>(() => Load(LoadOptions.Strict));
        Assert.Equal([expected], error.Report.Unused);
    }

    [Theory]
    [InlineData("del f['layers/dense']; f['layers/dense'] = h5py.SoftLink('/data')", "layers/dense: it is a soft link to /data, and links are not followed")]
    [InlineData("del f['layers']; f['layers'] = h5py.ExternalLink('a.h5', '/b')", "layers: it is an external link to /b of the file a.h5, and links are not followed")]
    [InlineData("del v['1']; v['1'] = h5py.SoftLink('/data')", "layers/dense/vars/1: it is a soft link to /data, and links are not followed")]
    [InlineData("del v['1']; f['t'] = np.dtype('f4'); v.create_dataset('1', shape=(3,), dtype=f['t'])", "layers/dense/vars/1: its type is a committed one")]
    public void Load_WhenAVariableLiesBehindWhatIsNotRead_SaysWhat(string change, string expected)
    {
        Hdf5Tools.RunH5py(Model + "    " + change, Target);
        Assert.Contains(expected, Assert.Throws<WeightFileException>(() => Load(LoadOptions.Strict)).Message);
        Assert.Contains(expected, Assert.Throws<WeightFileException>(() => Load(LoadOptions.AllowMissing | LoadOptions.AllowUnused)).Message);
    }

    // The model's own arrays are whole: what lies beside them is nobody's.
    [Theory]
    [InlineData("f['type'] = np.dtype('f4')")]
    [InlineData("f['notes'] = np.dtype('f4'); f.create_dataset('beside', shape=(3,), dtype=f['notes'])")]
    [InlineData("f.create_dataset('beside', data=np.arange(5), chunks=(2,), compression='lzf')")]
    [InlineData("f.create_dataset('beside', data=[b'text', b'x'])")]
    [InlineData("f.create_dataset('beside', data=np.zeros(3, [('a', 'f4'), ('b', 'i2')]))")]
    [InlineData("f['optimizer'] = h5py.SoftLink('/elsewhere')")]
    public void Load_WhenSomethingBesideIsNotRead_LoadsTheRest(string extra)
    {
        Hdf5Tools.RunH5py(Model + "    " + extra, Target);
        var (report, values) = Load(LoadOptions.Strict);
        Assert.Equal(2, report.Loaded.Count);
        Assert.Equal([0, 1, 2, 3, 4, 5], values[0]!);
        Assert.Empty(report.Unused);
    }

    [Fact]
    public void Tensors_WhenThereIsACommittedType_ListsItAsOne()
    {
        Hdf5Tools.RunH5py(Model + "    f['type'] = np.dtype('f4')", Target);
        using var file = KerasWeightsFile.Open(Target);
        var type = Assert.Single(file.Tensors, static t => t.Refusal is not null);
        Assert.Equal(("type", "a committed type"), (type.Path, type.TypeName));
    }

    private (LoadReport Report, float[]?[] Values) Load(LoadOptions options)
    {
        using var file = WeightFiles.Open(Target);
        return LoadedValues.Read(file, s_dense, options);
    }
}
