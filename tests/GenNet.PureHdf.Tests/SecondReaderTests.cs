using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Hdf5.Writing;
using PureHDF;

namespace GenNet.PureHdf.Tests;

/// <summary>Two readers of HDF5 that know nothing of each other: what GenNet writes PureHDF reads, what PureHDF writes GenNet reads or refuses by name, and of real files both say the same.</summary>
public sealed class SecondReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-second-").FullName;

    public static TheoryData<string> RealFiles => [.. Directory.EnumerateFiles(FixtureTree.PathOf("models"), "*.h5", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(FixtureTree.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private string Target => Path.Combine(_folder, "x.weights.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Read_OfARealFile_IsTheSameInBoth(string file)
    {
        var path = FixtureTree.PathOf(file.Split('/'));
        using var strict = Hdf5File.Open(path);
        using var other = Hdf5File.Open(PureHdfFile.Open(path));
        Assert.Equal(strict.Groups, other.Groups);
        Assert.Equal(strict.Tensors.Select(static t => t.ToString()), other.Tensors.Select(static t => t.ToString()));
        foreach (var (one, two) in strict.Tensors.Zip(other.Tensors))
        {
            if (one.Type != StoredType.Other)
                Assert.Equal(one.ToBytes(), two.ToBytes());
            if (one.Type.IsFloatingPoint())
                Assert.Equal(OddFiles.Bits(one.ToFloats()), OddFiles.Bits(two.ToFloats()));
        }
        AssertSameTree(strict.Source.Root, H5File.OpenRead(path));
    }

    [Fact]
    public void Write_OfEveryTypeAndShape_IsReadByPureHdf()
    {
        var root = new GroupToWrite();
        root.Attributes["keras_version"] = Hdf5Attribute.Of("3.15.1");
        root.Attributes["layer_names"] = Hdf5Attribute.Of(["dense", "couche_é", ""]);
        root.Attributes["none"] = Hdf5Attribute.Of(System.Array.Empty<string>());
        root.Attributes["count"] = Hdf5Attribute.Of(-7);
        root.Attributes["rate"] = Hdf5Attribute.Of(0.1);
        root.Attributes["long"] = Hdf5Attribute.Of(new string('x', 300_000));
        StoredType[] types = [.. Enum.GetValues<StoredType>().Where(static type => type != StoredType.Other)];
        foreach (var type in types)
        {
            var group = root.Group($"types/{type}");
            group.Add("scalar", ArrayOf(type));
            group.Add("matrix", ArrayOf(type, 3, 5));
            group.Add("empty", ArrayOf(type, 0, 4));
        }
        for (var i = 0; i < 700; i++)
            root.Group("many").Add($"w{i}", ArrayOf(StoredType.Float32, 2));
        foreach (var name in (string[])["Über", "層", "a b", "\uFF21"])
            root.Group(name).Add("0", ArrayOf(StoredType.Float32, 1));
        using (var stream = File.Create(Target))
            Hdf5Writer.Write(root, stream);

        using var pure = H5File.OpenRead(Target);
        Assert.Equal("3.15.1", pure.Attribute("keras_version").Read<string>());
        Assert.Equal(["dense", "couche_é", ""], pure.Attribute("layer_names").Read<string[]>());
        Assert.Equal(-7, pure.Attribute("count").Read<long>());
        Assert.Equal(0.1, pure.Attribute("rate").Read<double>());
        Assert.Equal(300_000, pure.Attribute("long").Read<string>().Length);
        using var strict = Hdf5File.Open(Target);
        Assert.Equal(["dense", "couche_é", ""], strict.Source.Root.Attribute("layer_names").Texts);
        Assert.Empty(strict.Source.Root.Attribute("none").Texts!);
        Assert.Equal((-7L, 0.1), (strict.Source.Root.Attribute("count").Integer!.Value, strict.Source.Root.Attribute("rate").Number!.Value));
        AssertSameTree(strict.Source.Root, pure);
        using var other = Hdf5File.Open(PureHdfFile.Open(Target));
        foreach (var (one, two) in strict.Tensors.Zip(other.Tensors))
        {
            Assert.Equal(one.ToString(), two.ToString());
            Assert.Equal(one.ToBytes(), two.ToBytes());
        }
    }

    [Fact]
    public void Write_OfAttributes_IsReadByTheHdf5LibraryAsKerasWritesThem()
    {
        var root = new GroupToWrite();
        root.Attributes["layer_names"] = Hdf5Attribute.Of(["dense", "dense_1"]);
        root.Attributes["weight_names"] = Hdf5Attribute.Of(System.Array.Empty<string>());
        root.Attributes["accents"] = Hdf5Attribute.Of(["couche_é"]);
        root.Attributes["count"] = Hdf5Attribute.Of(-7);
        root.Attributes["rate"] = Hdf5Attribute.Of(0.1);
        using (var stream = File.Create(Target))
            Hdf5Writer.Write(root, stream);

        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'r') as f:
                assert f.attrs['layer_names'].dtype == 'S7' and list(f.attrs['layer_names']) == [b'dense', b'dense_1']
                assert f.attrs['weight_names'].dtype == 'f8' and f.attrs['weight_names'].shape == (0,)
                assert [t.decode() if isinstance(t, bytes) else t for t in f.attrs['accents']] == ['couche_\u00e9']
                assert f.attrs['count'] == -7 and f.attrs['count'].dtype == 'i8'
                assert f.attrs['rate'] == 0.1 and f.attrs['rate'].dtype == 'f8'
            """, Target);
        Assert.Contains("\"dense_1\"", Hdf5Tools.Dump(Target));
    }

    [Fact]
    public void SaveWeights_OfAModel_IsLoadedThroughPureHdf()
    {
        using var saved = new Mlp(seed: 1);
        using var model = new Mlp(seed: 2);
        saved.SaveWeights(Target);
        using var source = PureHdfFile.Open(Target);
        Assert.True(model.LoadWeights(source).IsComplete);
        Assert.Equal(saved.Output.Kernel.Values.ToArray(), model.Output.Kernel.Values.ToArray());
        Assert.Null(model.CheckWeights(source).Refusal);
    }

    [Fact]
    public void Open_OfWhatPureHdfWrites_ReadsItOrRefusesItByName()
    {
        var values = Enumerable.Range(0, 60).Select(static i => i / 4f).ToArray();
        var file = new PureHDF.H5File
        {
            ["layers"] = new H5Group { ["plain"] = values, ["matrix"] = new H5Dataset(values, fileDims: [5, 12]), ["doubles"] = values.Select(static v => (double)v).ToArray(), ["ints"] = new[] { 1, -2, 3 } },
            ["chunked"] = new H5Dataset(values, chunks: [7]),
            ["packed"] = new H5Dataset(values, chunks: [20], datasetCreation: new(Filters: [PureHDF.Filters.ShuffleFilter.Id, PureHDF.Filters.DeflateFilter.Id])),
            Attributes = { ["name"] = "net", ["names"] = new[] { "a", "b" } },
        };
        file.Write(Target);
        using var strict = Hdf5File.Open(Target);
        var read = 0;
        foreach (var tensor in strict.Tensors)
        {
            var error = Record.Exception(() => tensor.ToBytes());
            if (error is null)
                read++;
            else
                Assert.Contains("dotnet gennet convert", Assert.IsType<WeightFileException>(error).Message);
        }
        Assert.True(strict.TryGetTensor("layers/plain", out var plain));
        Assert.Equal(values, plain.ToFloats());
        Assert.InRange(read, 4, 6);
        Assert.Equal("net", strict.Source.Root.Attribute("name").Text);
        using var rest = Hdf5File.Open(PureHdfFile.Open(Target));
        foreach (var path in (string[])["layers/plain", "layers/matrix", "layers/doubles", "chunked", "packed"])
        {
            Assert.True(rest.TryGetTensor(path, out var tensor), path);
            Assert.Equal(values, tensor.ToFloats());
        }
    }

    private static ArrayToWrite ArrayOf(StoredType type, params int[] dimensions)
    {
        var shape = TensorShape.Of(dimensions);
        var bytes = new byte[shape.ElementCount * type.Size()];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(type == StoredType.Bool ? i % 2 : (i * 37) + 1);
        return new(type, shape, stream => stream.Write(bytes));
    }

    // Names and shapes as PureHDF lists them by itself.
    private static void AssertSameTree(IHdf5Group strict, IH5Group pure)
    {
        var children = pure.Children().ToDictionary(static child => child.Name);
        Assert.Equal(strict.Names.Order(StringComparer.Ordinal), children.Keys.Order(StringComparer.Ordinal));
        foreach (var name in strict.Names)
        {
            switch (strict.Open(name), children[name])
            {
                case (IHdf5Group one, IH5Group two):
                    AssertSameTree(one, two);
                    break;
                case (IHdf5Dataset one, IH5Dataset two):
                    Assert.Equal(one.Dimensions, two.Space.Dimensions.Select(static d => (long)d));
                    break;
                case (var one, var two):
                    Assert.Fail($"{name} is {one} for the one and {two} for the other.");
                    break;
            }
        }
    }
}
