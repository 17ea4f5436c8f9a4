using System.CommandLine;
using GenNet.TestSupport;
using GenNet.Tool.Commands;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.PureHdf.Tests;

/// <summary><c>dotnet gennet convert</c> on files of every kind.</summary>
public sealed class ConvertTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-convert-test-").FullName;

    public static TheoryData<string, string> Files => OddFiles.All;

    private string Source => Path.Combine(_folder, "odd.h5");

    private string Target => Path.Combine(_folder, "clean.weights.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Convert_OfAnOddFile_WritesWhatLoadsStrict(string file, string strict)
    {
        var (code, _, error) = Convert(OddFiles.PathOf(file), Target);
        if (strict == "refuse")
        {
            Assert.Equal(1, code);
            Assert.Contains("virtual dataset", error);
            Assert.False(File.Exists(Target));
            return;
        }
        Assert.True(code == 0, error);
        using (var plain = Hdf5File.Open(Target))
        {
            OddFiles.AssertHoldsAll(plain);
            Assert.Equal(OddFiles.Paths, plain.Tensors.Select(static t => t.Path));
            Assert.All(plain.Tensors, static tensor => Assert.Equal(Hdf5Layout.Contiguous, ((Hdf5Tensor)tensor).Storage!.Layout));
        }
        using var model = new Mlp(seed: 1);
        Assert.True(model.LoadWeights(Target).IsComplete);
        OddFiles.AssertHasAll(model);
    }

    [Fact]
    public void Convert_OfScaleOffsetNBitAndCompressedLzf_KeepsEveryBit()
    {
        Hdf5Tools.RunH5py("""
            rng = np.random.default_rng(1)
            a = np.round(rng.normal(size=(40, 30)), 2).astype('f4')
            b = rng.integers(-500, 500, (60, 7))
            z = np.repeat(rng.normal(size=20).astype('f4'), 50).reshape(100, 10)
            with h5py.File(path, 'w') as f:
                v = f.create_group('layers/dense/vars')
                v.create_dataset('0', data=a, chunks=(7, 11), scaleoffset=3)
                v.create_dataset('1', data=b, chunks=(7, 7), scaleoffset=True)
                v.create_dataset('2', data=z, chunks=(30, 10), compression='lzf')
                v.create_dataset('3', data=z, chunks=(30, 10), compression='lzf', shuffle=True)
                v.create_dataset('4', data=a, chunks=(7, 11), compression='lzf', shuffle=True, fletcher32=True)
                v.create_dataset('5', data=np.frombuffer(rng.bytes(8000), 'f8').reshape(10, 100), chunks=(3, 7), compression='lzf', shuffle=True)
                v.create_dataset('6', data=b.astype('>i2'), chunks=(8, 3), compression='lzf')
                x = f.create_group('expected')
                for i in range(7):
                    x[str(i)] = v[str(i)][()]
            """, Source);
        var (code, _, error) = Convert(Source, Target);
        Assert.True(code == 0, error);
        using var expected = Hdf5File.Open(Source);
        using var plain = Hdf5File.Open(Target);
        for (var i = 0; i < 7; i++)
        {
            Assert.True(expected.TryGetTensor($"expected/{i}", out var wanted));
            Assert.True(plain.TryGetTensor($"layers/dense/vars/{i}", out var read));
            Assert.Equal(wanted.Type, read.Type);
            Assert.Equal(wanted.Dimensions, read.Dimensions);
            Assert.Equal(wanted.ToBytes(), read.ToBytes());
        }
    }

    [Theory]
    [InlineData("f['layers'] = h5py.SoftLink('/real')", true)]
    [InlineData("f['layers/dense'] = h5py.SoftLink('/real/dense')", true)]
    [InlineData("f['layers/dense/vars/0'] = h5py.SoftLink('/real/dense/vars/0')", true)]
    [InlineData("f['layers/dense/vars/0'] = h5py.SoftLink('../nowhere')", false)]
    [InlineData("f['layers/dense/vars/0'] = h5py.SoftLink('/layers/dense/vars/0')", false)]
    [InlineData("f['layers/dense/vars/0'] = h5py.SoftLink('a'); f['layers/dense/vars/a'] = h5py.SoftLink('0')", false)]
    [InlineData("f['layers/dense/vars/0'] = h5py.ExternalLink('/etc/passwd', '/x')", false)]
    public void Convert_OfLinks_FollowsThoseWithinTheFile(string link, bool converts)
    {
        Hdf5Tools.RunH5py($"""
            with h5py.File(path, 'w') as f:
                f['real/dense/vars/0'] = np.arange(6, dtype='f4')
                {link}
            """, Source);
        var (code, _, error) = Convert(Source, Target);
        Assert.Equal(converts ? 0 : 1, code);
        if (!converts)
        {
            Assert.Contains("layers/dense/vars/", error);
            Assert.False(File.Exists(Target));
            return;
        }
        using var plain = Hdf5File.Open(Target);
        Assert.Equal("layers/dense/vars/0", Assert.Single(plain.Tensors).Path);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("earliest")]
    public void Convert_KeepsAttributesAndNotesWhatItLeaves(string version)
    {
        Hdf5Tools.RunH5py($$"""
            with h5py.File(path, 'w', libver='{{version}}') as f:
                f.attrs['keras_version'] = '3.15.1'
                f.attrs['count'] = 7
                f.attrs['rate'] = 0.25
                f.attrs['names'] = np.array([b'a', b'bcd'])
                f.attrs['many'] = np.arange(3)
                v = f.create_group('layers/dense/vars')
                v.attrs['name'] = 'hidden_é'
                v.create_dataset('0', data=np.arange(60, dtype='f4'), chunks=(7,), compression='lzf')
                f.create_dataset('beside', data=[b'text', b'x'])
            """, Source);
        var (code, _, error) = Convert(Source, Target);
        Assert.True(code == 0, error);
        Assert.Contains("note: The attribute many of the root isn't written", error);
        Assert.Contains("note: beside (text) isn't written", error);
        using var plain = Hdf5File.Open(Target);
        var root = plain.Source.Root;
        Assert.Equal(["count", "keras_version", "names", "rate"], root.AttributeNames.Order());
        Assert.Equal(("3.15.1", 7L, 0.25), (root.Attribute("keras_version").Text, root.Attribute("count").Integer!.Value, root.Attribute("rate").Number!.Value));
        Assert.Equal(["a", "bcd"], root.Attribute("names").Texts);
        Assert.Equal("hidden_é", plain.AttributesOf("layers/dense/vars")["name"]);
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'r') as f:
                d = f['layers/dense/vars/0']
                assert d.chunks is None and d.compression is None and (d[()] == np.arange(60, dtype='f4')).all()
                assert f.attrs['keras_version'] == '3.15.1'
            """, Target);
    }

    // Bytes of whole models of Keras 1 and 2: lists of layers, config, optimizer.
    [Theory]
    [InlineData("keras3.h5")]
    [InlineData("keras2_weights.h5")]
    public void Convert_OfTheLegacyLayout_KeepsItAndSaysSo(string file)
    {
        var (code, _, error) = Convert(FixtureTree.PathOf("models", "mlp", file), Target);
        Assert.True(code == 0, error);
        Assert.Contains("note: the weights have the layout of Keras 1 and 2", error);
        AssertSameArrays(FixtureTree.PathOf("models", "mlp", file), Target);
        using var model = new Mlp(seed: 1);
        Assert.Equal(6, model.LoadWeights(Target).Loaded.Count);
        OddFiles.AssertHasAll(model);
    }

    [Fact]
    public void Convert_WhenTheTargetExistsOrIsNoHdf5_ChangesNothing()
    {
        File.WriteAllText(Target, "old");
        Assert.Equal((1, ""), Without(Convert(OddFiles.PathOf("lzf.h5"), Target), $"{Target} exists: --force replaces it."));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal((1, ""), Without(Convert(OddFiles.PathOf("lzf.h5"), Path.Combine(_folder, "x.safetensors")), "the plain file is HDF5"));
        Assert.Equal((1, ""), Without(Convert(OddFiles.PathOf("virtual.h5"), Target, "--force"), "virtual dataset"));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal(0, Convert(OddFiles.PathOf("lzf.h5"), Target, "--force").Code);
        using var plain = Hdf5File.Open(Target);
        OddFiles.AssertHoldsAll(plain);
    }

    [Theory]
    [InlineData("--timeout", "0")]
    [InlineData("--memory", "much")]
    public void Convert_WithALimitThatIsNone_IsRefused(string option, string value) =>
        Assert.NotEqual(0, Convert(OddFiles.PathOf("lzf.h5"), Target, option, value).Code);

    [Fact]
    public void Convert_WhenAFileUnpacksToMoreThanTheMemory_SaysSo()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w', libver='latest') as f:
                f.create_dataset('layers/dense/vars/0', shape=(100_000_000,), dtype='f4', chunks=(50_000_000,), compression='gzip')[:] = 1
            """, Source);
        var (code, _, error) = Convert(Source, Target, "--memory", "100");
        Assert.Equal(1, code);
        Assert.Contains("reading it took more than 100 MiB of memory", error);
        Assert.False(File.Exists(Target));
    }

    internal static (int Code, string Output, string Error) Convert(string source, string target, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = GenNetCommand.Create().Parse(["convert", source, target, .. more]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static (int Code, string Output) Without((int Code, string Output, string Error) run, string error)
    {
        Assert.Contains(error, run.Error);
        return (run.Code, run.Output);
    }

    private static void AssertSameArrays(string one, string other)
    {
        using var expected = Hdf5File.Open(one);
        using var plain = Hdf5File.Open(other);
        Assert.Equal(expected.Tensors.Select(static t => t.ToString()), plain.Tensors.Select(static t => t.ToString()));
        Assert.Equal(expected.Groups, plain.Groups);
        foreach (var (wanted, read) in expected.Tensors.Zip(plain.Tensors))
            Assert.Equal(wanted.ToBytes(), read.ToBytes());
    }
}
