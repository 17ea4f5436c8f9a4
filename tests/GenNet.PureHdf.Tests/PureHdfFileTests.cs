using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.PureHdf.Tests;

/// <summary>What <see cref="PureHdfFile"/> reads, refuses and leaves alone.</summary>
public sealed class PureHdfFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-pure-").FullName;

    private string Target => Path.Combine(_folder, "x.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_SaysThatItNeedsDynamicCode() => Assert.All(
        typeof(PureHdfFile).GetMethods(BindingFlags.Public | BindingFlags.Static), static method => Assert.NotNull(method.GetCustomAttribute<RequiresDynamicCodeAttribute>()));

    [Theory]
    [InlineData("not HDF5 at all, and longer than a signature is")]
    [InlineData("")]
    public void Open_WhenItIsNoHdf5_SaysSo(string text)
    {
        File.WriteAllText(Target, text);
        Assert.Throws<WeightFileException>(() => PureHdfFile.Open(Target));
        Assert.ThrowsAny<IOException>(() => PureHdfFile.Open(Path.Combine(_folder, "missing.h5")));
    }

    [Fact]
    public void Read_WhenValuesLieElsewhere_RefusesThemAndTouchesNoOtherFile()
    {
        Hdf5Tools.RunH5py("""
            import os
            folder = os.path.dirname(path)
            open(os.path.join(folder, 'secret.bin'), 'wb').write(np.arange(4, dtype='f4').tobytes())
            with h5py.File(os.path.join(folder, 'other.h5'), 'w') as f:
                f['w'] = np.arange(4, dtype='f4')
            with h5py.File(path, 'w', libver='latest') as f:
                f['plain'] = np.arange(4, dtype='f4')
                f['link'] = h5py.ExternalLink(os.path.join(folder, 'other.h5'), '/w')
                f.create_dataset('storage', shape=(4,), dtype='f4', external=[(os.path.join(folder, 'secret.bin'), 0, 16)])
                layout = h5py.VirtualLayout(shape=(4,), dtype='f4')
                layout[:] = h5py.VirtualSource(os.path.join(folder, 'other.h5'), 'w', shape=(4,))
                f.create_virtual_dataset('virtual', layout)
            """, Target);
        using var file = Hdf5File.Open(PureHdfFile.Open(Target));
        foreach (var (path, refusal) in (ReadOnlySpan<(string, string)>)[("link", "an external link"), ("storage", "another file"), ("virtual", "a virtual dataset")])
        {
            Assert.True(file.TryGetTensor(path, out var tensor));
            var error = Assert.Throws<WeightFileException>(() => tensor.ToFloats());
            Assert.Contains(refusal, error.Problem);
            Assert.DoesNotContain("gennet convert", error.Remedy);
        }
        Assert.True(file.TryGetTensor("plain", out var plain));
        Assert.Equal([0, 1, 2, 3], plain.ToFloats());
    }

    // 3 x 500 x 700 elements of 8 bytes are read as floats in several pieces; the chunks divide no axis evenly.
    [Theory]
    [InlineData("dict(chunks=(2, 170, 99), compression='gzip', shuffle=True)")]
    [InlineData("dict(chunks=(1, 500, 700), maxshape=(None, None, 700))")]
    [InlineData("dict(chunks=(2, 300, 300), maxshape=(None, 500, 700), compression='gzip')")]
    public void ReadInto_WhenElementsAreConverted_ReadsEveryOne(string how)
    {
        Hdf5Tools.RunH5py($$"""
            with h5py.File(path, 'w', libver='latest') as f:
                f.create_dataset('w', data=(np.arange(3 * 500 * 700, dtype='>f8') / 8).reshape(3, 500, 700), **{{how}})
            """, Target);
        using var file = Hdf5File.Open(PureHdfFile.Open(Target));
        Assert.True(file.TryGetTensor("w", out var tensor));
        Assert.Equal("big-endian float64", tensor.TypeName);
        Assert.Equal(Enumerable.Range(0, 3 * 500 * 700).Select(static i => i / 8f), tensor.ToFloats(long.MaxValue));
    }

    [Fact]
    public void ReadInto_WhenChunksWereNeverWritten_HasTheFillValue()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w', libver='latest') as f:
                d = f.create_dataset('w', shape=(20,), dtype='f4', chunks=(6,), maxshape=(None,), fillvalue=1.25)
                d[7] = 3
                f.create_dataset('never', shape=(5,), dtype='>f8', chunks=(2,), fillvalue=-2.5)
            """, Target);
        using var file = Hdf5File.Open(PureHdfFile.Open(Target));
        Assert.True(file.TryGetTensor("w", out var tensor));
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i == 7 ? 3 : 1.25f), tensor.ToFloats());
        Assert.True(file.TryGetTensor("never", out var never));
        Assert.Equal([-2.5f, -2.5f, -2.5f, -2.5f, -2.5f], never.ToFloats());
    }

    [Fact]
    public void Attribute_OfACommittedType_IsRead()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w') as f:
                f['text'] = h5py.string_dtype()
                f['count'] = np.dtype('i4')
                g = f.create_group('vars')
                g.attrs.create('name', 'dense', dtype=f['text'])
                g.attrs.create('steps', 12, dtype=f['count'])
            """, Target);
        using var source = PureHdfFile.Open(Target);
        var group = (IHdf5Group)source.Root.Open("vars");
        Assert.Equal(["name", "steps"], group.AttributeNames.Order());
        Assert.Equal("dense", group.Attribute("name").Text);
        Assert.Equal(12, group.Attribute("steps").Integer);
        Assert.False(group.Attribute("other").Exists);
        using var strict = Hdf5File.Open(Target);
        Assert.Equal(Hdf5Attribute.Unread, ((IHdf5Group)strict.Source.Root.Open("vars")).Attribute("name"));
    }

    // A layer that shares its weights with another by a link is one of the two; what merely holds the values is none.
    [Fact]
    public void Names_OfTheRoot_LeaveOutWhatOnlyLinksLeadTo()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w') as f:
                f['layers/dense/vars/0'] = np.arange(4, dtype='f4')
                f['layers/dense_1/vars/0'] = h5py.SoftLink('/layers/dense/vars/0')
                f['layers/dense_2/vars/0'] = h5py.SoftLink('/store/a')
                f['layers/dense_3/vars/0'] = h5py.SoftLink('/half/a')
                f['store/a'] = np.arange(4, dtype='f4')
                f['half/a'] = np.arange(4, dtype='f4')
                f['half/b'] = np.arange(4, dtype='f4')
                f.create_group('empty')
            """, Target);
        using var source = PureHdfFile.Open(Target);
        Assert.Equal(["empty", "half", "layers"], source.Root.Names.Order());
        using var file = Hdf5File.Open(source, leaveOpen: true);
        Assert.Equal(
            ["half/a", "half/b", "layers/dense/vars/0", "layers/dense_1/vars/0", "layers/dense_2/vars/0", "layers/dense_3/vars/0"], file.Tensors.Select(static t => t.Path));
    }

    [Fact]
    public void Open_OfLinks_KnowsObjectsAgain()
    {
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w') as f:
                f['layers/dense/vars/0'] = np.arange(4, dtype='f4')
                f['layers/loop'] = h5py.SoftLink('/layers')
                f['layers/again'] = h5py.SoftLink('dense')
                f['layers/dense/up'] = h5py.SoftLink('./vars/0')
            """, Target);
        using var source = PureHdfFile.Open(Target);
        var layers = (IHdf5Group)source.Root.Open("layers");
        Assert.Same(layers, layers.Open("loop"));
        Assert.Same(layers.Open("dense"), layers.Open("again"));
        using var file = Hdf5File.Open(source, leaveOpen: true);
        Assert.Equal(["layers/again/up", "layers/again/vars/0", "layers/dense/up", "layers/dense/vars/0"], file.Tensors.Select(static t => t.Path));
        Assert.All(file.Tensors, static tensor => Assert.Equal([0, 1, 2, 3], tensor.ToFloats()));
    }
}
