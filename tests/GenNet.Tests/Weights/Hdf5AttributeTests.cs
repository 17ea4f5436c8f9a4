using GenNet.TestSupport;
using GenNet.Weights.Hdf5;

namespace GenNet.Tests.Weights;

/// <summary>What the library's own reader says of attributes, as h5py and Keras write them.</summary>
public sealed class Hdf5AttributeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;

    private string Target => Path.Combine(_folder, "x.h5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("['dense', 'couche_é', '']")]
    [InlineData("np.array([b'dense', 'couche_é'.encode(), b''])")]
    [InlineData("np.array([b'dense', 'couche_é'.encode(), b''], dtype=h5py.string_dtype('ascii'))")]
    public void Attribute_WhenItIsAListOfTexts_HasThem(string value)
    {
        var attribute = Written(value);
        Assert.Equal(["dense", "couche_é", ""], attribute.Texts!);
        Assert.Null(attribute.Text);
        Assert.Null(attribute.Number);
    }

    // Keras' weight_names of a layer without weights.
    [Theory]
    [InlineData("[]")]
    [InlineData("np.zeros(0, 'f8')")]
    [InlineData("np.zeros(0, 'S4')")]
    public void Attribute_WhenAListIsEmpty_IsAnEmptyListOfTexts(string value) => Assert.Equal(0, Written(value).Texts?.Count);

    [Theory]
    [InlineData("'tensorflow'")]
    [InlineData("np.bytes_(b'tensorflow')")]
    [InlineData("np.array(b'tensorflow', 'S16')")]
    public void Attribute_WhenItIsAText_HasIt(string value)
    {
        Assert.Equal("tensorflow", Written(value).Text);
        Assert.Null(Written(value).Texts);
    }

    [Theory]
    [InlineData("7", 7.0, 7L)]
    [InlineData("np.int8(-3)", -3.0, -3L)]
    [InlineData("np.array(-300, '>i2')", -300.0, -300L)]
    [InlineData("np.uint32(4000000000)", 4e9, 4000000000L)]
    [InlineData("np.uint64(2**64 - 2**11)", 18446744073709549568.0, null)]
    [InlineData("True", 1.0, 1L)]
    [InlineData("1e-3", 1e-3, null)]
    [InlineData("np.array(1.5, '>f4')", 1.5, null)]
    [InlineData("np.float16(-0.25)", -0.25, null)]
    public void Attribute_WhenItIsANumber_HasItsValue(string value, double number, long? integer)
    {
        var attribute = Written(value);
        Assert.Equal(number, attribute.Number);
        Assert.Equal(integer, attribute.Integer);
        Assert.Null(attribute.Text);
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("h5py.Empty('f4')")]
    [InlineData("np.zeros((), [('a', 'f4')])")]
    [InlineData("np.array([[b'a'], [b'b']])")]
    public void Attribute_WhenItIsOfAKindThatIsNotRead_IsThere(string value)
    {
        var attribute = Written(value);
        Assert.True(attribute.Exists);
        Assert.Equal(Hdf5Attribute.Unread, attribute);
    }

    [Fact]
    public void Attribute_WhenThereIsNone_IsDefault()
    {
        Written("1");
        using var file = Hdf5File.Open(Target);
        Assert.False(file.Source.Root.Attribute("b").Exists);
        Assert.Equal(["a"], file.Source.Root.AttributeNames);
    }

    private Hdf5Attribute Written(string value)
    {
        Hdf5Tools.RunH5py($"""
            with h5py.File(path, 'w') as f:
                f.attrs['a'] = {value}
            """, Target);
        using var file = Hdf5File.Open(Target);
        return file.Source.Root.Attribute("a");
    }
}
